"""What a browser may do on the forms in which pages are written."""

from django.conf import settings
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override

WRITING_POLICY: dict[str, list[str]] = {
    **settings.SECURE_CSP,
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
}
"""The editors of prose and of lists put styles into the page; scripts need their nonce as ever.

Without a nonce for styles: with one, browsers would pass over 'unsafe-inline'.
"""

may_style_inline = csp_override(WRITING_POLICY)
