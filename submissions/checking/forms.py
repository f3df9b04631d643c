from django import forms

from submissions.checks import PRESETS


class PresetForm(forms.Form):
    """By whose rules a visitor's PDF is checked."""

    preset = forms.ChoiceField(
        label="Rules",
        choices=[(preset.name, preset.label) for preset in PRESETS.values()],
        error_messages={"invalid_choice": "Choose one of these rules."},
    )
