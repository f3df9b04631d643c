"""What a reviewer promises."""

POLICY = (
    "I keep papers and reviews confidential: I give them to no other person and to no service, language models "
    "included, and what I write is my own judgement."
)
