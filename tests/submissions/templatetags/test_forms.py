from django import forms
from django.test.html import Element, parse_html


class PaperForm(forms.Form):
    title = forms.CharField(help_text="As on the paper.")
    novelty = forms.ChoiceField(
        choices=[("1", "known"), ("5", "opens a field")], widget=forms.RadioSelect(attrs={"data-scale": True})
    )
    topics = forms.MultipleChoiceField(
        choices=[("a", "Theory"), ("b", "Systems")], widget=forms.CheckboxSelectMultiple, required=False
    )
    pdf = forms.FileField(required=False)
    agree = forms.BooleanField()
    draft = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        if self.data.get("title") == "both":
            raise forms.ValidationError("One of two is needed.")


def attributes(html: str, name: str) -> list[dict[str, str]]:
    """The attributes of every element of that name."""
    found, todo = [], [parse_html(html)]
    while todo:
        element = todo.pop()
        todo += [child for child in element.children if isinstance(child, Element)]
        if element.name == name:
            found.append({key: value or "" for key, value in element.attributes})
    return found


def test_every_label_names_its_control() -> None:
    html = str(PaperForm())
    controls = {each["id"] for each in attributes(html, "input") if each["type"] != "hidden"}
    assert {each["for"] for each in attributes(html, "label")} == controls


def test_help_and_mistakes_describe_their_control() -> None:
    html = str(PaperForm({}))
    title = next(each for each in attributes(html, "input") if each["name"] == "title")
    assert title["aria-describedby"] == "id_title_helptext id_title_error"
    assert title["aria-invalid"] == "true"
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html


def test_a_group_of_choices_is_described_as_a_group() -> None:
    html = str(PaperForm({}))
    assert '<fieldset class="field invalid" aria-describedby="id_novelty_error">' in html


def test_only_optional_fields_are_marked() -> None:
    html = " ".join(str(PaperForm()).split())
    assert 'Topics <span class="optional">(optional)' in html
    assert html.count("(optional)") == 2


def test_a_scale_shows_each_number_with_its_meaning() -> None:
    html = " ".join(str(PaperForm()).split())
    assert "<b>1</b> known" in html
    assert "<b>5</b> opens a field" in html


def test_the_summary_takes_the_focus_and_links_to_each_control() -> None:
    html = str(PaperForm({}))
    summary = next(each for each in attributes(html, "div") if "autofocus" in each)
    assert summary["tabindex"] == "-1"
    assert {each["href"] for each in attributes(html, "a")} == {"#id_title", "#id_novelty_0", "#id_agree"}
    assert "3 things are to be put right" in html


def test_the_summary_says_that_a_file_must_be_chosen_again() -> None:
    assert "choose the file again" in str(PaperForm({}))


def test_a_mistake_of_the_whole_form_stands_in_the_summary() -> None:
    assert "One of two is needed." in str(PaperForm({"title": "both", "novelty": "1", "agree": "on"}))


def test_a_form_that_is_not_sent_has_no_summary() -> None:
    assert "autofocus" not in str(PaperForm())


def test_a_choice_is_written_as_its_widget_would_write_it() -> None:
    form = PaperForm({"novelty": "5", "topics": ["b"]})
    for name in ("novelty", "topics"):
        choices = {each["id"]: each for option in form[name] for each in attributes(option.tag(), "input")}
        assert {each["id"]: each for each in attributes(form[name].as_field_group(), "input")} == choices
