"""What whoever runs the site needs: is it well, can it be set up, saved and brought back."""
