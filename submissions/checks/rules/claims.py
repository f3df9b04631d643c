"""Whose is what a link points to? The words around it tell, the nearest ones most."""

import re
from collections.abc import Iterator

THINGS = r"(?:source ?code|code(?:base)?|data ?sets?|data|implementations?|models?|checkpoints?|weights|demos?|supplement\w*|materials?|repositor(?:y|ies)|scripts?|software|toolkit|tools?|benchmarks?|experiments?|prompts?|resources?|appendix|appendices|proofs?|videos?|annotations?|corpus|corpora|packages?|librar(?:y|ies)|artifacts?|plugin|system|framework|examples?|project(?: page| web ?site)?|web ?site|web ?page|home ?page|page|repo|pre-?print|(?:full|extended|long|longer|earlier|technical|arxiv|preliminary) (?:version|report)|results?|logs?|traces|transcripts|recordings|outputs|generations|notebooks?|config(?:uration)?s?|questionnaires?|instructions|further details|details)"  # fmt: skip
OWNER = r"(?:our|my|(?:the )?(?:first|second|last|lead|senior|corresponding) author['\u2019]s|this (?:paper|work|article|study)['\u2019]s)"
GIVE = r"(?:releas\w+|publish\w*|provid\w+|open[- ]?sourc\w*|mak(?:e|ing)(?! use)|made|shar(?:e|es|ed|ing)|host\w*|upload\w*|post\w*|deposit\w*)"
WE_GIVE = rf"\b(?:we|us)\b(?:[^.;]{{0,80}}? and)?(?: (?:have|had|will|shall|would|can|also|further|are|plan to|intend to|aim to|hereby|\w+ly|to))* {GIVE}"
MADE = r"(?:collect|creat|buil|develop|annotat|curat|design|implement|propos|introduc|record|wrote|writ)\w*"
OFFER = r"(?:available|released|found|accessible|accessed|open[- ]?sourced?|published|online|provided|hosted|downloaded|obtained)"
# Claims in the first person; what is linked is the authors' own unless other people come in afterwards.
FIRM = re.compile(
    rf"\b{OWNER} (?:[\w\-]+ ){{0,4}}{THINGS}\b|{WE_GIVE}\b|\b(?:that |which )?we (?:have |also )?{MADE}"
    rf"|\bhome ?page of the (?:\w+ )?author\b|\breproduc(?:e|ed|ing|ibility)\b"
    rf"|\b(?:extended|full|long|longer|earlier|short|technical|preliminary|arxiv) (?:version|report) of (?:this|our|the present)\b"
    rf"|\bthis (?:paper|work) (?:is|was) (?:also )?(?:available|posted)\b|\b(?:this|our|the) (?:paper|work|article|study)\b[^.]{{0,40}}\b(?:found|available|accessible|hosted) (?:at|on|in|under)\b",
    re.IGNORECASE,
)
# Words without an owner: the authors' own where nobody else is named in the sentence.
LOOSE = re.compile(
    rf"\b{THINGS}(?: and {THINGS})?(?: (?:of|for|from|used in|to reproduce|behind) (?:this|the)[\w ]{{1,30}})?,? (?:\w+ ){{0,3}}(?:is|are|will be|can be|have been|has been)? ?(?:\w+ly )?(?:made )?{OFFER}\b"
    rf"|\b{THINGS} (?:(?:is|are) )?(?:at|on|in|under|here|via)\s*[:(]?\s*$|\b{THINGS}(?: and {THINGS})?\s*:\s*$|\b(?:implemented|available) (?:at|here|in|from|on|under|via)\s*:?\s*$|\bproject (?:page|web ?site|site)\b"
    r"|(?:^|[\s.])(?:github|gitlab|repository|repo|home ?page|web ?site|web ?page|link)\s?:\s*$|\b(?:online|digital|supplementary|technical) (?:appendix|supplement|materials?)\W*$",
    re.IGNORECASE,
)
# Words that bring other people in: by name or by "their", or as what this paper makes use of.
THEIRS = (
    r"\b(?:their|its|his|her|whose)\b|(?<!author)['\u2019]s\b(?! (?:web|home|repo|code))|\b(?:provided|released|published|developed|maintained|proposed|written|made|given|introduced|collected|created) by\b"
    r"|(?<!be )\b(?:taken|downloaded|obtained|accessed|retrieved|adapted|derived|modified|forked|borrowed|imported|collected|initiali[sz]ed|drawn|sourced) from\b"
    r"|\bfrom the (?:authors|official)\b|\b(?:official|original|publicly known|popular|well-known|widely used|existing|public|community)\b(?= (?:\w+ )?(?:code|implement|repo|data|model|weight|check|lib|tool|source|release|bench))"
    r"|\bet al\b|\bbaselines?\b|\bthird[- ]party\b|\bhugging ?face (?:hub|transformers)\b|\b(?:code|data|implementation|model|dataset)s? of (?!this|our|the )[A-Z]"
)
USES = (
    r"\b(?:based|bas(?:e|ing)|buil(?:d|ds|t|ding)|rel(?:y|ies|ied|ying)|run|runs|ran|running) (?:up)?on(?: top)?\b"
    r"|\b(?:implemented|trained|written|built|computed|fine-?tuned|evaluated|deployed|simulated|orchestrated|tested)(?: \w+){0,3} (?:in|with|using|on|from|through|via)\b"
    r"|\b(?:we|approach|framework|experiments?|models?|code|implementations?|agents?|systems?|methods?|clients?|results?)(?: \w+ly| also| then)? (?:use|uses|used|adopt|adopts|adopted|employ\w*|extend|extends|extended|borrow\w*|follow\w*|compare\w*|reuse\w*)\b|\busing\b"
)
OTHERS = re.compile(f"{THEIRS}|{USES}", re.IGNORECASE)
STRANGERS = re.compile(THEIRS, re.IGNORECASE)
GIVEN_BY_US = re.compile(rf"{WE_GIVE}$", re.IGNORECASE)
# A main clause that takes the sentence back to its subject: "our code, built on Flower, is available at".
MAIN = re.compile(rf"(?<!which )(?<!that )\b(?:is|are|will be|can be|have been|has been) (?:\w+ ){{0,2}}{OFFER}\b", re.IGNORECASE)  # fmt: skip
USED = re.compile(r"^[^.]{0,25}\b(?:was|were|is|are) used\b|^[^.]{0,12}\b(?:we|and) use\b", re.IGNORECASE)
AHEAD = re.compile(rf"^\W*(?:for|contains?|holds?|hosts?|provides?|is|has)\W+{OWNER} (?:[\w\-]+ ){{0,3}}{THINGS}\b", re.IGNORECASE)  # fmt: skip
WE = re.compile(r"\bwe\b", re.IGNORECASE)  # a claim of ours would have been firm
CITED = re.compile(r"\[\d{1,3}\]|\(\d{4}\w?\)|, \d{4}[a-z]?[\])]")
CAPITAL = re.compile(r"(?<=[a-z,(] )[A-Z][\w\-+]+|^[A-Z][\w\-]*[A-Z]\w*")
PLAIN = re.compile(r"^(?:GitHub|Github|GitLab|Gitlab|Bitbucket|Zenodo|OSF|Kaggle|Hugging|Face|HuggingFace|Python|PyTorch|Java|Web|URL|PDF|API|LLMs?|AI|ML|FL|MIT|Apache|Licen[sc]e|Figures?|Tables?|Sections?|Algorithms?|Appendix|Appendices|Supplement\w*|Code|Data|Dataset|Models?|Project|Page|Demo|We|Our|I|arXiv|ArXiv|Google|Drive|Dropbox|Docker)$")  # fmt: skip
# "Our results for Name (link)", "our model against link": what is linked is that, not ours.
APPOSED = re.compile(r"\b(?:for|with|of|on|to|by|using|in|from|than|and) ([A-Z][\w\-+.]*),?\s?\(?\s*$|\b(?:than|against|versus|compar\w+(?: \w+){0,4} to)\s*$")  # fmt: skip
OWN_SITE = re.compile(rf"\b{OWNER} (?:[\w\-]+ ){{0,3}}(?:web ?site|web ?page|home ?page|(?:project|companion|accompanying) (?:page|site)|portal|server|demo|blog|repositor(?:y|ies)|repo)\b[^.]{{0,30}}$", re.IGNORECASE)  # fmt: skip
INTRODUCED = re.compile(
    r"\b(?:[Ww]e|[Tt]his (?:paper|work|article)) (?:\w+ )?(?:propose|present|introduce|develop|describe|design|release|contribute|build)s?,? (?:[a-z\-]+,? ){0,6}([A-Z][\w\-]*[A-Z]\w*)"
    r"|\b(?:called|named|dubbed|termed|name it|call it) ([A-Z][\w\-]+)"
)


def introduced(title: str, text: str) -> frozenset[str]:
    """Names that a paper gives to its own things: what stands before its title's colon, and what "we propose"."""
    names = {name for match in INTRODUCED.finditer(text) for name in match.groups() if name}
    head, colon, _ = title.partition(":")
    short = head.split() if colon else []
    return frozenset(names | set(short if len(short) <= 3 else ()))


def sentence_start(text: str, before: int) -> int:
    ends = [match.end() for match in re.finditer(r"(?<!et al)(?<!e\.g)(?<!i\.e)\. ", text[:before])]
    return ends[-1] if ends else 0


def others(before: str) -> bool:
    """Whether the words before a link say that somebody else made it."""
    return bool(OTHERS.search(before, sentence_start(before, len(before))))


def own(before: str, after: str, names: frozenset[str] = frozenset()) -> bool:
    """Whether the words around a link claim what it points to as the authors' own."""
    sentence = before[sentence_start(before, len(before)) :]
    beside = APPOSED.search(sentence)
    if beside and not (beside[1] and (beside[1] in names or PLAIN.match(beside[1]))):
        return False
    if claim := _last(FIRM, sentence):
        # "We release the models trained with X": only a person's name takes such a claim back.
        other = _last(STRANGERS if GIVEN_BY_US.search(claim[0]) else OTHERS, sentence)
        return other is None or other.end() <= claim.end() or bool(MAIN.search(sentence, other.end()))
    if LOOSE.search(sentence) or _offered(sentence, names):
        used = OTHERS.search(sentence) or WE.search(sentence) or USED.search(after)
        return not (used or CITED.search(sentence) or _named(sentence, names))
    return bool(AHEAD.search(after))


def own_site(before: str) -> bool:
    """Whether the words right before a link call it the authors' own place, whatever its host."""
    return bool(OWN_SITE.search(before[sentence_start(before, len(before)) :]))


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    last = None
    for match in pattern.finditer(text):
        last = match
    return last


def _offered(sentence: str, names: frozenset[str]) -> bool:
    return any(name in sentence for name in names) and bool(re.search(rf"\b{OFFER}\b", sentence))


def _named(sentence: str, names: frozenset[str]) -> bool:
    """Whether a thing of somebody else's is called by its name."""
    return any(not PLAIN.match(word) and word not in names for word in _capitals(sentence))


def _capitals(sentence: str) -> Iterator[str]:
    for match in CAPITAL.finditer(sentence):
        yield match[0].rstrip("-")
