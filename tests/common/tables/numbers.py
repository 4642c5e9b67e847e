"""Numbers as people type them, and what each of them is: written by hand, before the code that reads them.

`number`: what is stored, empty where it is refused. `sms`: whether a code, a reminder or a copy may go there. `called`:
what a place or a service stores, which may have a short number. `territory`: where the service or place stands.
`unread`, `unsent`: what is said (errors.phone_…) where no number is read, and where a mobile's is asked for.
`uncalled`: what is said where persons are told to call the number, a place's or an agent's own.
Existing numbers are avoided: ranges kept for fiction where there are some, else 12 34 56 and the like.
"""

from typing import NamedTuple


class Row(NamedTuple):
    typed: str
    number: str
    sms: bool
    called: str
    territory: str = "FR"
    unread: str = ""
    unsent: str = ""
    uncalled: str = ""


def _mobile(typed: str, number: str, territory: str = "FR") -> Row:
    return Row(typed, number, True, number, territory)


def _called(typed: str, number: str, territory: str = "FR", *, unsent: str = "phone_landline") -> Row:
    """Dialled, never texted: operators read an SMS aloud there, to whoever picks up."""
    return Row(typed, number, False, number, territory, unsent=unsent)


def _service(typed: str, number: str) -> Row:
    return _called(typed, number, unsent="phone_special")


def _costly(typed: str, number: str, territory: str = "FR", *, unsent: str = "phone_special") -> Row:
    return Row(typed, number, False, number, territory, unsent=unsent, uncalled="phone_costs")


def _abroad(typed: str, number: str) -> Row:
    return Row(typed, number, False, number, unsent="phone_foreign", uncalled="phone_abroad")


def _short(typed: str, number: str, territory: str = "FR") -> Row:
    return Row(typed, "", False, number, territory, unread="phone_short")


def _costly_short(typed: str, number: str) -> Row:
    return Row(typed, "", False, number, unread="phone_short", uncalled="phone_costs")


def _none(typed: str, territory: str = "FR", *, unread: str) -> Row:
    return Row(typed, "", False, "", territory, unread=unread)


def _letters(typed: str) -> Row:
    return _none(typed, unread="phone_letters")


def _few(typed: str, territory: str = "FR") -> Row:
    return _none(typed, territory, unread="phone_too_few")


def _many(typed: str, territory: str = "FR") -> Row:
    return _none(typed, territory, unread="phone_too_many")


def _unknown(typed: str) -> Row:
    return _none(typed, unread="phone_unknown")


def _country(typed: str) -> Row:
    """The prefix is of one country, the rest of another."""
    return _none(typed, unread="phone_country")


MAINLAND = (
    # Every way of writing one mobile.
    _mobile("0639980001", "+33639980001"),
    _mobile("06 39 98 00 01", "+33639980001"),
    _mobile("06.39.98.00.01", "+33639980001"),
    _mobile("06-39-98-00-01", "+33639980001"),
    _mobile("06/39/98/00/01", "+33639980001"),
    _mobile("(06) 39 98 00 01", "+33639980001"),
    _mobile("0639 980 001", "+33639980001"),
    _mobile("  06  39 98\t00 01 ", "+33639980001"),
    _mobile("+33 6 39 98 00 01", "+33639980001"),
    _mobile("+33639980001", "+33639980001"),
    _mobile("+33 (0)6 39 98 00 01", "+33639980001"),
    _mobile("(+33) 6 39 98 00 01", "+33639980001"),
    _mobile("+33 06 39 98 00 01", "+33639980001"),
    _mobile("0033 6 39 98 00 01", "+33639980001"),
    _mobile("0033639980001", "+33639980001"),
    _mobile("33639980001", "+33639980001"),
    _mobile("33 6 39 98 00 01", "+33639980001"),
    _mobile("639980001", "+33639980001"),  # a spreadsheet dropped the zero
    _mobile("06 39 98 99 99", "+33639989999"),
    _mobile("06 12 34 56 78", "+33612345678"),
    _mobile("07 56 78 90 12", "+33756789012"),
    # Landlines of the five zones (the ranges kept for fiction), and what begins by 08 and 09.
    _called("01 99 00 12 34", "+33199001234"),
    _called("02 61 91 12 34", "+33261911234"),
    _called("03 53 01 12 34", "+33353011234"),
    _called("04 65 71 12 34", "+33465711234"),
    _called("05 36 49 12 34", "+33536491234"),
    _called("01 40 00 00 00", "+33140000000"),
    _called("+33 1 40 00 00 00", "+33140000000"),
    _called("140000000", "+33140000000"),
    _called("09 72 12 34 56", "+33972123456"),
    _service("0800 12 34 56", "+33800123456"),
    _service("0 805 12 34 56", "+33805123456"),
    _service("0806 00 12 34", "+33806001234"),
    _service("0809 12 34 56", "+33809123456"),
    _costly("0810 12 34 56", "+33810123456"),
    _costly("0820 12 34 56", "+33820123456"),
    _costly("0826 12 34 56", "+33826123456"),
    _costly("0836 12 34 56", "+33836123456"),
    _costly("0884 12 34 56", "+33884123456"),
    _costly("0892 12 34 56", "+33892123456"),
    _costly("+33 892 12 34 56", "+33892123456"),
    _costly("0899 12 34 56", "+33899123456"),
    _costly("08 99 12 34 56", "+33899123456"),
)

OVERSEAS = (
    # Fixed lines: the prefix says the country code.
    _called("0262 90 12 34", "+262262901234"),
    _called("02 62 90 12 34", "+262262901234"),
    _called("0263 10 12 34", "+262263101234"),
    _called("+262 262 90 12 34", "+262262901234"),
    _called("+33 262 90 12 34", "+262262901234"),
    _called("262262901234", "+262262901234"),
    _called("0269 61 12 34", "+262269611234"),
    _called("+262 269 61 12 34", "+262269611234"),
    _called("0590 81 12 34", "+590590811234"),
    _called("05 90 81 12 34", "+590590811234"),
    _called("+590 590 81 12 34", "+590590811234"),
    _called("0594 29 12 34", "+594594291234"),
    _called("0596 59 12 34", "+596596591234"),
    _called("+33 (0)5 96 59 12 34", "+596596591234"),
    _called("0508 41 12 34", "+508411234"),
    _called("05 08 41 12 34", "+508411234"),
    _called("+508 41 12 34", "+508411234"),
    _called("00508 41 12 34", "+508411234"),
    _called("0976 01 12 34", "+590976011234"),
    # Mobiles.
    _mobile("0692 12 34 56", "+262692123456"),
    _mobile("06 92 12 34 56", "+262692123456"),
    _mobile("+262 692 12 34 56", "+262692123456"),
    _mobile("+262 (0)692 12 34 56", "+262692123456"),
    _mobile("+33 692 12 34 56", "+262692123456"),
    _mobile("+33 6 92 12 34 56", "+262692123456"),
    _mobile("0033 692 12 34 56", "+262692123456"),
    _mobile("00262 692 12 34 56", "+262692123456"),
    _mobile("262692123456", "+262692123456"),
    _mobile("262 0692 12 34 56", "+262692123456"),
    _mobile("33692123456", "+262692123456"),
    _mobile("692123456", "+262692123456"),
    _mobile("0692-12-34-56", "+262692123456"),
    _mobile("0693 12 34 56", "+262693123456"),
    _mobile("+33 693 12 34 56", "+262693123456"),
    _mobile("262693123456", "+262693123456"),
    _mobile("0639 69 12 34", "+262639691234"),
    _mobile("+33 639 69 12 34", "+262639691234"),
    _mobile("262639691234", "+262639691234"),
    _mobile("0690-12-34-56", "+590690123456"),
    _mobile("+33 690 12 34 56", "+590690123456"),
    _mobile("590690123456", "+590690123456"),
    _mobile("0691 12 34 56", "+590691123456"),
    _mobile("+590 691 12 34 56", "+590691123456"),
    _mobile("0694 20 12 34", "+594694201234"),
    _mobile("+33 694 20 12 34", "+594694201234"),
    _mobile("594694201234", "+594694201234"),
    _mobile("0696 20 12 34", "+596696201234"),
    _mobile("0697 20 12 34", "+596697201234"),
    _mobile("+33 697 20 12 34", "+596697201234"),
    _mobile("0709 00 12 34", "+590709001234"),
    # The countries with plans of their own.
    _mobile("+508 55 12 34", "+508551234"),
    _mobile("0508 55 12 34", "+508551234"),
    _mobile("+687 75 12 34", "+687751234"),
    _mobile("00687 75 12 34", "+687751234"),
    _mobile("+689 87 12 34 56", "+68987123456"),
    _mobile("68987123456", "+68987123456"),
    _mobile("+681 82 12 34", "+681821234"),
    _called("+687 24 12 34", "+687241234"),
    _costly("+687 36 12 34", "+687361234"),
    _costly("36 12 34", "+687361234", "NC"),
    _called("+689 40 41 23 45", "+68940412345"),
    # A number without its country is read where the service or the place stands, and nowhere else.
    _mobile("75 12 34", "+687751234", "NC"),
    _mobile("75.12.34", "+687751234", "NC"),
    _mobile("687 75 12 34", "+687751234", "NC"),
    _called("24 12 34", "+687241234", "NC"),
    _mobile("87 12 34 56", "+68987123456", "PF"),
    _called("40 41 23 45", "+68940412345", "PF"),
    _mobile("82 12 34", "+681821234", "WF"),
    _mobile("55 12 34", "+508551234", "PM"),
    _called("41 12 34", "+508411234", "PM"),
    _mobile("06 39 98 00 01", "+33639980001", "NC"),  # whoever came from the mainland keeps her number
    _mobile("0692 12 34 56", "+262692123456", "PF"),
    _few("75 12 34"),
    _few("87 12 34 56"),
    _few("24 12 34"),
    _none("687 75 12 34", unread="phone_ambiguous"),  # or 06 87 75 12 34 without its zero
    _few("75 12 3", "NC"),
    _many("75 12 345", "NC"),
    _few("87 12 34 5", "PF"),
)

FOREIGN = (
    _abroad("+377 93 12 34 56", "+37793123456"),
    _abroad("00377 93 12 34 56", "+37793123456"),
    _abroad("377 93 12 34 56", "+37793123456"),
    _abroad("+377 6 12 34 56 78", "+377612345678"),
    _abroad("+44 7911 123456", "+447911123456"),
    _abroad("0044 7911 123456", "+447911123456"),
    _abroad("+44 (0)7911 123456", "+447911123456"),
    _abroad("+32 470 12 34 56", "+32470123456"),
    _abroad("+41 79 123 45 67", "+41791234567"),
    _abroad("+49 1512 3456789", "+4915123456789"),
    _abroad("+212 612-345678", "+212612345678"),
    _abroad("+213 551 23 45 67", "+213551234567"),
    _abroad("+216 20 123 456", "+21620123456"),
    _abroad("+221 70 123 45 67", "+221701234567"),
    _abroad("+1 201 555 0123", "+12015550123"),
    _abroad("+882 13 00 00 00", "+88213000000"),
    _abroad("+881 6 12 34 56 78", "+881612345678"),
    _many("447911123456"),  # nothing says that it is of another country
    _many("07911 123456"),
    _unknown("+44 7911 12345"),
    _many("+44 7911 1234567"),
    _unknown("+999 12 34 56 78"),
    _few("+33"),
)

SHORT = (
    _short("3949", "3949"),
    _short("39 49", "3949"),
    _short("3919", "3919"),
    _short("3114", "3114"),
    _short("115", "115"),
    _short("119", "119"),
    _short("112", "112"),
    _short("17", "17"),
    _short("116 006", "116006"),
    _costly_short("118 712", "118712"),
    _costly_short("118 218", "118218"),
    _costly_short("3639", "3639"),
    _costly_short("32 28", "3228"),
    _short("٣٩٤٩", "3949"),
    _short("17", "17", "NC"),
    _few("39"),
    _few("394"),
    _few("7"),
)

LETTERS = (
    _letters("06 39 98 00 0l"),
    _letters("06 39 98 00 O1"),
    _letters("O6 39 98 00 01"),
    _letters("06 39 98 dgfs"),
    _letters("0800 FRANCE"),
    _letters("06 39 98 OO O1"),
    _letters("06 39 98 00 01 poste 12"),
    _letters("06 39 98 00 01 (Camille)"),
    _letters("tel 06 39 98 00 01"),
    _letters("+33 6 39 98 ABCD"),
    _letters("06 39 98 00 01 x12"),
    _letters("06 39 98 00 01#12"),
    _letters("06 39 98 00 0*"),
    _letters("06 39 98 00 01 ou 06 39 98 00 02"),
    _letters("06 39 98 00 ١a"),
    _letters("06 39 98 00 ¹²"),
    _letters("06 39 98 00 ①①"),
    _letters("06 39 98 00 Ⅰ"),
    _letters("zéro six"),
    _letters("appelez-moi"),
    _letters("06 39 98 00 01\x00"),
    _none("33+639980001", unread="phone_unreadable"),
    _none("++33639980001", unread="phone_unreadable"),
)

SCRIPTS = (
    _mobile("٠٦٣٩٩٨٠٠٠١", "+33639980001"),
    _mobile("٠٦ ٣٩ ٩٨ ٠٠ ٠١", "+33639980001"),
    _mobile("۰۶۳۹۹۸۰۰۰۱", "+33639980001"),
    _mobile("०६ ३९ ९८ ०० ०१", "+33639980001"),
    _mobile("০৬৩৯৯৮০০০১", "+33639980001"),
    _mobile("０６３９９８０００１", "+33639980001"),
    _mobile("＋３３ ６ ３９ ９８ ００ ０１", "+33639980001"),
    _mobile("+٣٣ ٦ ٣٩ ٩٨ ٠٠ ٠١", "+33639980001"),
    _mobile("٠٦٩٢ ١٢ ٣٤ ٥٦", "+262692123456"),
    _called("٠١ ٤٠ ٠٠ ٠٠ ٠٠", "+33140000000"),
)

INVISIBLE = (
    _mobile("\u200e06 39 98 00 01", "+33639980001"),
    _mobile("\u202a+33639980001\u202c", "+33639980001"),
    _mobile("\u206606 39 98 00 01\u2069", "+33639980001"),
    _mobile("06\u00a039\u00a098\u00a000\u00a001", "+33639980001"),
    _mobile("06\u202f39\u202f98\u202f00\u202f01", "+33639980001"),
    _mobile("06\u200b39\u200b98\u200b00\u200b01", "+33639980001"),
    _mobile("\ufeff0639980001", "+33639980001"),
    _mobile("06\u00ad39\u00ad98\u00ad00\u00ad01", "+33639980001"),
    _mobile("06\u201039\u201098\u201000\u201001", "+33639980001"),
    _mobile("06\u201139\u201198\u201100\u201101", "+33639980001"),
    _mobile("06\u201339\u201398\u201300\u201301", "+33639980001"),
    _mobile("06\u221239\u221298\u221200\u221201", "+33639980001"),
    _mobile("06\u00b739\u00b798\u00b700\u00b701", "+33639980001"),
    _mobile("06 39 98 00 01\n", "+33639980001"),
)

COUNTS = (
    _none("", unread="phone_unreadable"),
    _none("   ", unread="phone_unreadable"),
    _none("-", unread="phone_unreadable"),
    _none("+", unread="phone_unreadable"),
    _few("0"),
    _few("06"),
    _few("06 39 98 00 0"),
    _few("06 39 98 00"),
    _many("06 39 98 00 011"),
    _many("06399800011111"),
    _few("01 47 00 00 0"),
    _many("01 47 00 00 000"),
    _unknown("0000000000"),
    _unknown("00 00 00 00 00"),
    _few("+33 6 39 98 00 0"),
    _many("+33 6 39 98 00 011"),
    _few("0033 6 39 98 00 0"),
    _few("33 6 39 98 00 0"),
    _few("0692 12 34 5"),
    _many("0692 12 34 567"),
    _few("+262 692 12 34 5"),
    _many("+262 692 12 34 567"),
    _few("262 692 12 34 5"),
    _few("0262 90 12 3"),
    _few("0508 41 12 3"),
    _few("+687 75 12 3"),
    _many("+687 75 12 345"),
    _unknown("+689 87 12 34 5"),
    _country("+590 692 12 34 56"),  # a number of La Réunion behind the code of Guadeloupe: one of the two is wrong
    _country("+262 6 12 34 56 78"),
    _country("+262 639 98 00 00"),  # kept for invented numbers of the mainland, though 0639 is Mayotte's
    _country("262 639 98 00 00"),
    _country("00262 0639 98 00 00"),
    _unknown("+0639980001"),
    _unknown("+06 39 98 00 01"),
    _many("6399800011"),
    _many("06 39 98 00 01 / 06 39 98 00 02"),
)

ROWS = MAINLAND + OVERSEAS + FOREIGN + SHORT + LETTERS + SCRIPTS + INVISIBLE + COUNTS
