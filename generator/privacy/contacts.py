"""Ways to reach or find a person: postcode, address, telephone, e-mail, names used online, web addresses, vehicles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.privacy.lexicon import lexicon
from generator.privacy.numbers import GOODS
from generator.privacy.spans import Kind, Span

AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|FK|FY|GL|GU"
    "|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|ME|MK|ML|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH"
    "|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
    "|B|E|G|L|M|N|S|W"
)
POSTCODE = re.compile(
    rf"(?<![A-Z0-9])(?:GIR ?0AA|(?:{AREAS})[0-9][0-9A-HJKMNPR-Y]?[ .-]{{0,2}}[0-9](?!(?-i:st|nd|rd|th)\b)[ABD-HJLNP-UW-Z]{{2}})(?![A-Z0-9])",
    re.IGNORECASE,
)
PHONE = re.compile(
    r"(?<![\w/.-])(?:(?:\+|00) ?44[ .-]?\(?0?\)?(?:[ .()-]{0,2}\d){9,10}|\(?0(?:[ .()/-]{0,2}\d){9,10}|7\d{3}[ -]?\d{3}[ -]?\d{3}"
    r"|(?:\+|00)(?!44)\d{2,3}(?:[ .()-]{0,2}\d){7,10})(?!\w|[/-]\d)"
)
SHORT_PHONE = re.compile(
    r"\b(?:tel|telephone|phone|mob|mobile|call(?:ed)?(?: on)?|ring|rang(?: on)?|text(?:ed)?|ext|extension)\b[ .:]{1,3}(\d(?:[ -]?\d){4,9})\b",
    re.IGNORECASE,
)
EMAIL = re.compile(
    r"[\w.+'-]+ ?@ ?[\w-]+(?:\.[\w-]+)+|\b[\w.+-]+ ?(?:\(at\)|\[at\]| at ) ?[\w-]+(?: ?(?:\(dot\)|\[dot\]| dot ) ?[\w-]+)+|[\w.+-]{2,}@[\w-]{3,}\b",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w.@/])@[A-Za-z0-9_][\w.]{1,30}|(?<![\w#])[A-Za-z]\w{2,30}#[0-9]{4}\b")
PLATFORM = (
    r"(?:insta(?:gram)?|snap(?:chat)?|sc|ig|tik ?tok|discord|xbox(?: live)?|psn|playstation|gamer ?tag|steam|roblox|fortnite"
    r"|minecraft|twitter|facebook|fb|telegram|kik|youtube|twitch|be ?real|signal|yubo|reddit|threads|onlyfans|whatsapp)"
)
NAMED = re.compile(
    rf"\b(?:{PLATFORM}|gamer ?tag|user ?name|screen ?name|handle|(?:online|gaming|social(?: media)?) (?:name|account|profile|handle))"
    rf"(?:'s)?(?: (?:is|as|name|handle|account|user ?name|user|id|tag|profile|called|under|add|called|goes by|the|his|her|their|under the name|gamertag|for))*"
    r"[ :=-]{1,3}[\"'(]?((?=[\w.-]*[A-Za-z])(?=[\w.-]*[\d_]|[\w-]*\.[\w])[A-Za-z0-9_][\w.-]{2,30}\w)",
    re.IGNORECASE,
)
URL = re.compile(
    r"\bhttps?[ ]?://\S+|\bwww\.[\w-]+\.\S+"
    r"|(?<![\w@.-])[a-z0-9][\w-]*(?:\.[\w-]+)*\.(?:co\.uk|org\.uk|sch\.uk|ac\.uk|gov\.uk|nhs\.uk|com|org|net|info|online|site)\b(?:/\S*)?"
    r"|(?<![\w@.-])[a-z0-9][\w-]+\.[a-z]{2,12}/\S+",
    re.IGNORECASE,
)
PLATE = re.compile(r"(?<![\w-])[A-HJ-PR-Y][A-HJ-PR-Y](?:[0-7][0-9]|[58-9][0-9])[ -]?[A-HJ-PR-Z]{3}(?![\w-])")
PLATE_LOOSE = re.compile(
    r"(?<![\w-])(?:[A-HJ-PR-Y]{2}[0-9]{2}[ -]?([A-HJ-PR-Z]{3})|(?-i:[A-HJ-NPR-TV-Y][0-9]{1,3}) ?(?-i:([A-HJ-PR-Y]{3}))|(?-i:((?!SI|II|XI|VI|FI)[A-Z]{1,2}[IZ][A-Z]?) ?[0-9]{3,4}))(?![\w-])",
    re.IGNORECASE,
)
"""Other forms, also in small letters: taken for a plate unless the letters are a word or an abbreviation."""
PLATE_OLD = re.compile(
    r"(?<![\w-])(?:[A-HJ-NPR-TV-Y][0-9]{2,3} [A-HJ-PR-Y]{3}|[A-HJ-PR-Y]{3} [0-9]{2,3}[A-HJ-NPR-TV-Y])(?![\w-])"
)
CAR = (
    r"reg(?:istration)?|plates?|number ?plate|vrm|car|cars|van|vehicle|taxi|cab|minibus|driv(?:es?|ing|er)|drove|corsa|fiesta|focus|astra|golf|polo"
    r"|audi|bmw|ford|vauxhall|toyota|nissan|honda|kia|mercedes|transit|parked|moped|motorbike|scooter|hatchback|saloon|estate|estate car|suv|4x4|lift in|pulled up|got into|get into|getting into|seen in|white|black|silver|blue|grey|red|outside"
)
OLD_PLATE = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,2}[0-9]{2}[ -]?[A-Z]{3}|[A-HJ-NPR-TV-Y][0-9]{1,3} ?[A-Z]{3}|(?!SI|KS)[A-Z]{3} ?[0-9]{1,3}[A-HJ-NPR-TV-Y]|(?!SI|GC|KS)[A-Z]{1,3} ?(?!19|20)[0-9]{3,4}"
    r"|[a-z]{2}[0-9]{2}[ -]?(?!the|and|for|his|her|was|has|had|but|not|are|all)[a-z]{3}|[a-z][0-9]{2,3} (?!the|and|for|his|her|was|has|had|but|not|are|all|min|hrs)[a-z]{3})(?![\w-])"
)
NEAR_CAR = re.compile(rf"\b(?:{CAR})\b", re.IGNORECASE)
STREETS = (
    "Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Av|Close|Cl|Drive|Dr|Way|Crescent|Cres|Gardens|Gdns|Grove|Place|Pl|Court|Ct|Terrace|Terr|Walk|Hill|Green"
    "|Square|Sq|Mews|Rise|Row|Parade|Park|View|Meadows?|Croft|Fold|Gate|Wharf|Quay|Vale|Mount|Bank|Heights|Boulevard|Chase|Dell|End|Fields?"
    "|Garth|Hollow|Nook|Orchard|Path|Ridge|Yard|Brow|Lea|Spinney|Villas|Mead|Approach|Broadway|Buildings|Circus|Common|Copse|Cottages|Dene"
    "|Drove|Embankment|Esplanade|Glade|Glebe|Leys|Loke|Maltings|Moor|Passage|Pastures?|Piece|Promenade|Reach|Side|Strand|Top|Tower|Towers|Wood"
)
LOWER_STREETS = "road|rd|street|lane|avenue|ave|close|drive|crescent|cres|gardens|gdns|grove|terrace|mews|court|way|walk|place|st|rise|croft|hill|green|square"
ADDRESS = re.compile(
    rf"\b(?:Flat|Apartment|Apt|Unit|Room) \w{{1,4}},? (?:\d{{1,4}}[A-Za-z]?,? )?(?:[A-Z][\w'-]+,? ){{0,3}}[A-Z][\w'-]+"
    rf"|(?<![\w.:/-])\d{{1,4}}(?:[A-Ha-h]|[-/]\d{{1,4}})?,? (?:[A-Z][\w.'-]+ |(?:the|of|on|le|la|St\.) ){{1,4}}(?:{STREETS})\b"
    rf"|\b(?:[A-Z][\w'-]+ ){{1,2}}(?:Cottage|House|Farm|Bungalow|Lodge|Court|Villa|Caravan|Barn|Hall), (?:[A-Z][\w'-]+ ){{1,3}}(?:{STREETS})\b"
    rf"|\b(?:The )?[A-Z][\w'-]+ (?:Cottage|Bungalow|Caravan Park|Caravan Site)\b"
    rf"|\b(?:[Pp]lot|[Pp]itch|[Yy]ard) \d{{1,3}},? (?:at |on )?(?:the )?(?:[A-Z][\w'-]+ ?){{1,4}}"
)
SHOUTED_ADDRESS = re.compile(rf"(?<![\w.:/-])\d{{1,4}}[A-H]?,? (?:[A-Z'-]+ ){{1,3}}(?:{STREETS.upper()})\b")
LIVING = (
    r"(?:liv(?:e|es|ed|ing)|home|address(?: is| was)?|house|flat|stay(?:s|ed|ing)?|mov(?:ed|ing|es)|placed|collect(?:ed)?|picked? up|pick up|drop(?:ped)?(?: off| home)?"
    r"|taxi|visit(?:ed)?|relocated|resid(?:es|ing|ent)|door|addr|round|deliver(?:ed)?|sent|send|post(?:ed)?|letter)"
)
LOWER_ADDRESS = re.compile(
    rf"\b{LIVING}\b[^.\n\d]{{0,24}}?((?:flat \w{{1,3}},? )?\d{{1,4}}[a-h]?,? (?:[a-z'-]+ ){{1,3}}(?:{LOWER_STREETS})\b)"
    rf"|\bflat \d{{1,3}}[a-h]? (?:[a-z'-]+ ){{1,2}}(?:court|house|tower|heights|road|street|lane|point)\b",
    re.IGNORECASE,
)
MOVED_TO = re.compile(
    rf"\b[Ll]?(?:iv(?:e|es|ed|ing)|[Mm]ov(?:ed|ing)|[Ss]tay(?:s|ed|ing)?|[Rr]esid(?:es|ing))(?: \w+){{0,3}} (?:at|on|in|to|off|down|up) (?:\d+ )?(?:[A-Z][\w'-]+ ){{1,3}}(?:{STREETS})\b"
)
BARE_LOWER_ADDRESS = re.compile(
    r"(?<![\w.:/-])\d{1,4}[a-h]?,? (?!(?:the|a|of|in|more|very|hour|min|way|per|day)\b)[a-z'-]{4,} (?:road|rd|avenue|ave|crescent|lane|street|terrace|gdns|gardens)\b"
)


def contacts(text: str) -> Iterator[Span]:
    """Every way to reach or find a person."""
    yield from plain(text, PLAIN)
    if "@" in text or "dot" in text.lower():  # the pattern needs one of them, and is slow to find out
        yield from plain(text, MAIL)
    if not any(character.isdigit() for character in text):
        yield from plain(text, WITHOUT_DIGITS)
        return
    yield from plain(text, WITH_DIGITS)
    for found in PHONE.finditer(text):
        if not GOODS.search(text, max(0, found.start() - 40), found.start()) and not dated(found.group()):
            yield Span(start=found.start(), end=found.end(), kind=Kind.PHONE)
    for found in OLD_PLATE.finditer(text):
        if found.group().isascii() and NEAR_CAR.search(text, max(0, found.start() - 45), found.end() + 25):
            yield Span(start=found.start(), end=found.end(), kind=Kind.VEHICLE)
    for found in PLATE_LOOSE.finditer(text):
        letters = (found[1] or found[2] or found[3]).lower()
        if letters not in lexicon().things and not lexicon().known(letters):
            yield Span(start=found.start(), end=found.end(), kind=Kind.VEHICLE)
    for found in LOWER_ADDRESS.finditer(text):
        group = 1 if found[1] else 0
        yield Span(start=found.start(group), end=found.end(group), kind=Kind.ADDRESS)
    for kind, pattern in ((Kind.HANDLE, NAMED), (Kind.PHONE, SHORT_PHONE)):
        yield from (Span(start=m.start(1), end=m.end(1), kind=kind) for m in pattern.finditer(text))


def plain(text: str, patterns: tuple[tuple[Kind, re.Pattern[str]], ...]) -> Iterator[Span]:
    """What is found by its form alone."""
    for kind, pattern in patterns:
        yield from (Span(start=m.start(), end=m.end(), kind=kind) for m in pattern.finditer(text))


MAIL = ((Kind.EMAIL, EMAIL),)
PLAIN = ((Kind.URL, URL), (Kind.HANDLE, HANDLE), (Kind.ADDRESS, ADDRESS))
WITHOUT_DIGITS = ((Kind.ADDRESS, MOVED_TO),)
WITH_DIGITS = (
    (Kind.POSTCODE, POSTCODE),
    (Kind.VEHICLE, PLATE),
    (Kind.VEHICLE, PLATE_OLD),
    (Kind.ADDRESS, SHOUTED_ADDRESS),
    (Kind.ADDRESS, BARE_LOWER_ADDRESS),
    (Kind.ADDRESS, MOVED_TO),
)


def dated(text: str) -> bool:
    """Whether digits that look like a telephone number are dates or times."""
    return re.fullmatch(r"0\d[/.-]\d\d[/.-]\d{2,4}.*", text) is not None
