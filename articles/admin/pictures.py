"""Pictures with what they show, whose they are and under which licence."""

import warnings
from typing import Any  # Any: what Django hands to forms

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, UnidentifiedImageError

from articles.addresses import language_here
from articles.models import Block, Picture
from articles.writing.kinds import Kind

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
FORMATS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WEBP": (".webp",), "AVIF": (".avif",)}
"""What every browser shows and nothing can hide in; a drawing as SVG could hold a script."""


class PictureFileField(forms.FileField):
    """A picture that is one by its content, small enough to be shown in all its sizes."""

    widget = AdminFileWidget(attrs={"accept": "image/jpeg,image/png,image/webp,image/avif"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            check_picture(file)
        return file


def check_picture(file: UploadedFile) -> None:
    """Raises ValidationError with a sentence; nothing is decoded, only the head is read."""
    if (file.size or 0) > MOST_BYTES:
        raise forms.ValidationError(
            _("This file has %(size)s MB: a picture may have 10 MB at most.")
            % {"size": f"{(file.size or 0) / 1_000_000:.0f}"}
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(file, formats=list(FORMATS))
            width, height = image.size
            found = image.format or ""
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise forms.ValidationError(
            _("This isn't a picture that every browser shows: please use JPEG, PNG, WebP or AVIF.")
        ) from error
    finally:
        file.seek(0)
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()
    if not (file.name or "").lower().endswith(FORMATS[found]):
        raise forms.ValidationError(
            _("This is a %(format)s picture, but its name ends otherwise: please rename it.")
            % {"format": found}
        )


def _too_many_pixels() -> forms.ValidationError:
    return forms.ValidationError(
        _("This picture has more than 40 million pixels: please make it smaller.")
    )


class PictureForm(forms.ModelForm[Picture]):
    image = PictureFileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "JPEG, PNG, WebP or AVIF of up to 10 MB and 40 million pixels. The sizes that pages "
            "need are made from it."
        ),
    )

    class Meta:
        model = Picture
        fields = ["image", "is_decorative", "alt_de", "alt_en", "credit", "licence", "source_url"]
        help_texts = {
            "is_decorative": gettext_lazy(
                "Tick this where nobody would miss anything without the picture."
            ),
            "alt_de": gettext_lazy("What readers would miss who can't see it, in a sentence."),
            "alt_en": gettext_lazy("What readers would miss who can't see it, in a sentence."),
            "credit": gettext_lazy("Whose work it is, as it shall stand below the picture."),
            "licence": gettext_lazy("Such as “CC BY 4.0”, or “own work”."),
            "source_url": gettext_lazy("Where the picture and its licence were found."),
        }
        widgets = {
            name: forms.Textarea(attrs={"class": "vLargeTextField", "rows": 2})
            for name in ("alt_de", "alt_en")
        }

    def clean(self) -> dict[str, Any]:
        written = super().clean() or self.cleaned_data
        if written.get("is_decorative"):
            written["alt_de"] = written["alt_en"] = ""
            return written
        for name in ("alt_de", "alt_en"):
            if not written.get(name) and name not in self.errors:
                self.add_error(
                    name,
                    _("Please say what the picture shows, or that it only decorates."),
                )
        return written


@admin.register(Picture)
class PictureAdmin(admin.ModelAdmin[Picture]):
    form = PictureForm
    list_display = ["preview", "shows", "credit", "licence", "size"]
    list_display_links = ["preview", "shows"]
    list_filter = ["is_decorative", "licence"]
    search_fields = ["alt_de", "alt_en", "credit", "image"]
    ordering = ["-pk"]
    list_per_page = 50
    actions = None
    readonly_fields = ["preview", "used_on"]
    fieldsets = [
        (None, {"fields": ["preview", "image"]}),
        (gettext_lazy("What it shows"), {"fields": ["is_decorative", "alt_de", "alt_en"]}),
        (gettext_lazy("Whose it is"), {"fields": ["credit", "licence", "source_url"]}),
        (gettext_lazy("Where it is used"), {"fields": ["used_on"]}),
    ]

    class Media:
        css = {"all": ["admin-articles.css"]}

    def get_fieldsets(self, request: HttpRequest, obj: Picture | None = None) -> Any:
        if obj:
            return self.fieldsets
        return [(None, {"fields": ["image"]}), *self.fieldsets[1:3]]

    @admin.display(description=gettext_lazy("preview"))
    def preview(self, row: Picture) -> SafeString:
        width = min(row.width, 240)
        return format_html(
            '<img class="picture-preview" src="{}" alt="" width="{}" height="{}" loading="lazy">',
            row.image.small,
            width,
            round(row.height * width / row.width) if row.width else width,
        )

    @admin.display(description=gettext_lazy("what it shows"))
    def shows(self, row: Picture) -> str:
        if row.is_decorative:
            return _("only decorates")
        return row.alt_de if language_here() == "de" else row.alt_en

    @admin.display(description=gettext_lazy("size"))
    def size(self, row: Picture) -> str:
        return f"{row.width} × {row.height}"

    @admin.display(description=gettext_lazy("pages"))
    def used_on(self, row: Picture) -> str:
        found = blocks_with(row).select_related("parent").order_by("parent__heading")
        pages = dict.fromkeys(str(block.parent) for block in found)
        return ", ".join(pages) or "–"

    def has_delete_permission(self, request: HttpRequest, obj: Picture | None = None) -> bool:
        """Versions of any age may show a picture: it stays."""
        return False


def blocks_with(picture: Picture) -> QuerySet[Block]:
    """Blocks, as they are being written, that show the picture."""
    return Block.objects.filter(kind=Kind.IMAGE, data__picture=picture.pk)
