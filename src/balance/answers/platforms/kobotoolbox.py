"""KoboToolbox: names with their groups ("group/name") or labels in the header, its own columns with a low line.

After the source of its exports, kobotoolbox/formpack, `reporting/export.py` (the separator of groups, `_index`),
and headers of real exports in public repositories, read in November 2026. CSV is between semicolons.
"""

from balance.answers.platforms.layout import Header, Layout, Names, Sample, untagged

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
    names = [name.strip() for name in header]
    if "_uuid" not in names or not {"_id", "_submission_time"} & set(names):
        return None
    own, personal = OWN.places(header)
    id = names.index("_id" if "_id" in names else "_uuid")
    return Layout(NAME, 0, tuple(_texts(untagged(name)) for name in header), id, own, personal)


def _texts(name: str) -> tuple[str, ...]:
    """Return a name, and what is left of it without its outer groups."""
    parts = name.split(GROUP)
    return tuple(GROUP.join(parts[at:]) for at in range(min(len(parts), 20)))
