"""The root of all addresses."""

from django.contrib import admin
from django.urls import include, path

from config import health

urlpatterns = [
    path("", include("articles.urls")),
    path("admin/", admin.site.urls),
    path("api/", include("config.api")),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("robots.txt", health.robots),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "articles.views.not_found"
handler500 = "config.errors.server_error"
