from django.urls import path

from reviews.accepted import views
from reviews.accepted.exports import FORMATS

urlpatterns = [
    path("accepted/", views.accepted, name="accepted"),
    path("accepted/<int:number>.pdf", views.accepted_pdf, name="accepted-pdf"),
    path("desk/accepted/pdfs/", views.show_pdfs, name="accepted-pdfs"),
    *(
        path(f"accepted/{each.file}", views.accepted_file, {"form": form}, name=f"accepted-{form}")
        for form, each in FORMATS.items()
    ),
    *(
        path(
            f"desk/{each.file.replace('papers', 'accepted')}",
            views.desk_file,
            {"form": form},
            name=f"desk-accepted-{form}",
        )
        for form, each in FORMATS.items()
    ),
]
