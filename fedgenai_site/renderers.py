from django.forms.renderers import TemplatesSetting


class SiteForms(TemplatesSetting):
    """Every form and field of the site is drawn by the templates in `templates/ui/`."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
