"""KoboToolbox: names with their groups ("group/name") or labels in the header, its own columns with a low line.

Documented in KoboToolbox, "Exporting and downloading your data" (Support, 2024); the columns it adds stand
in KoboToolbox's formpack, `reporting/export.py`. CSV exports are between semicolons.
"""

from balance.answers.platforms.layout import Header, Layout, Names, Sample, has, place_of, untagged

NAME = "KoboToolbox"
GROUP = "/"
OWN = Names.of(
    own=["start", "end", "today", "audit", "simserial", "subscriberid", "formhub/uuid", "meta/instanceID",
         "meta/rootUuid", "meta/deprecatedID"],
    personal=["username", "deviceid", "phonenumber", "email", "_submitted_by", "_geolocation"],
    patterns=[r"^_(id|uuid|submission_time|validation_status|notes|status|submitted_by|_version__|tags|index|"
              r"xform_id_string|attachments|geolocation|version_|parent_table_name|parent_index|submission_.*)$"],
)  # fmt: skip


def layout(header: Header, _sample: Sample) -> Layout | None:
    """Return how an export of KoboToolbox is laid out, or None where this is none."""
    names = {name.strip() for name in header}
    if not ({"_uuid", "_submission_time"} <= names or ({"_id", "_uuid"} <= names)) or not has(header, "_uuid"):
        return None
    own, personal = OWN.places(header)
    id = next((place for place, name in enumerate(header) if name.strip() == "_id"), place_of(header, "_uuid"))
    return Layout(NAME, 0, tuple(_texts(untagged(name)) for name in header), id, own, personal)


def _texts(name: str) -> tuple[str, ...]:
    """Return a name, and what is left of it without its outer groups."""
    parts = name.split(GROUP)
    return tuple(GROUP.join(parts[at:]) for at in range(min(len(parts), 20)))
