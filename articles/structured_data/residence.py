"""A residence title and the passages of law that its page rests on."""

from articles.addresses import language_here
from articles.residence import Residence
from articles.structured_data.scripts import Json, described


def of_residence(residence: Residence) -> dict[str, Json]:
    passages = [described("Legislation", name=str(one), url=one.url) for one in residence.citations]
    checked = max((one.checked_on for one in residence.citations), default=None)
    return described(
        "WebPage",
        name=residence.name,
        url=residence.address.permanent,
        inLanguage=language_here(),
        lastReviewed=checked.isoformat() if checked else "",
        about=described("GovernmentPermit", name=residence.name, description=residence.description),
        citation=passages,
    )
