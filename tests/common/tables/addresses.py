"""Addresses as agents write them into a place, and what the person is told: by hand, before the code that reads them.

The place's neutral name is said before, so that nothing here has to name the building; what is left must lead to the
door. A street keeps its name, whatever that is: everybody walks there. A court, a service, a landmark that tells why
one comes does not leave. Postcode, town, cedex, boxes and the context of a label of the national address base (BAN)
stand beside the street already, or lead to no door.

`sms`: what follows the neutral name, in the alphabet of the network. `calendar`: the file's location.
"""

from typing import NamedTuple


class Row(NamedTuple):
    typed: str
    sms: str
    calendar: str
    postcode: str = "92000"
    city: str = "Nanterre"


def _street(typed: str, said: str, *, postcode: str = "92000", city: str = "Nanterre", sms: str = "") -> Row:
    """Said alike in both; `sms` where the network's alphabet writes it another way."""
    return Row(typed, f"{sms or said}, {city}", f"{said}, {postcode} {city}", postcode, city)


def _none(typed: str) -> Row:
    """Nothing of it may leave: the town alone, and a warning to whoever writes it."""
    return Row(typed, "Nanterre", "92000 Nanterre")


STREETS = (
    # A street, a square, a court whose own name is that of a building: kept whole.
    _street("12-14 rue de la Justice", "12-14 rue de la Justice"),
    _street("12 - 14 rue de la Justice", "12 - 14 rue de la Justice"),
    _street("12\u201314 rue de la Justice", "12-14 rue de la Justice"),
    _street("12/14 rue du Tribunal", "12/14 rue du Tribunal"),
    _street("12 à 16 rue du Tribunal", "12 à 16 rue du Tribunal"),
    _street("12 et 14 rue du Tribunal", "12 et 14 rue du Tribunal"),
    _street("12, rue de la Prison", "12, rue de la Prison"),
    _street("12bis rue de la Prison", "12bis rue de la Prison"),
    _street("12 ter, av. de la Justice", "12 ter, av. de la Justice"),
    _street("12 C rue de la Justice", "12 C rue de la Justice"),
    _street("12A-14B rue de la Justice", "12A-14B rue de la Justice"),
    _street("N°12 rue du Tribunal", "N°12 rue du Tribunal", sms="No12 rue du Tribunal"),
    _street("n° 12, rue du Tribunal", "n° 12, rue du Tribunal", sms="no 12, rue du Tribunal"),
    _street("No 12 rue du Tribunal", "No 12 rue du Tribunal"),
    _street("Parvis du Tribunal de Paris", "Parvis du Tribunal de Paris", postcode="75017", city="Paris"),
    _street("2 parvis du Tribunal", "2 parvis du Tribunal"),
    _street("1 mail de la Justice", "1 mail de la Justice"),
    _street("3 grande rue du Tribunal", "3 grande rue du Tribunal"),
    _street("Grand'Rue du Tribunal", "Grand'Rue du Tribunal"),
    _street("Grand\u2019Place du Palais de Justice", "Grand'Place du Palais de Justice"),
    _street("2 petite rue de la Prison", "2 petite rue de la Prison"),
    _street("5 ancienne route de la Prison", "5 ancienne route de la Prison"),
    _street("4 place du Palais de Justice", "4 place du Palais de Justice"),
    _street("1 cour du Tribunal", "1 cour du Tribunal"),
    _street("7 cité de la Justice", "7 cité de la Justice"),
    _street("9 quai du Palais de Justice", "9 quai du Palais de Justice"),
    _street("Carrefour de la Justice", "Carrefour de la Justice"),
    _street("6 chaussée de la Prison", "6 chaussée de la Prison"),
    _street("3 venelle du Greffe", "3 venelle du Greffe"),
    _street("Lieu-dit La Justice", "Lieu-dit La Justice"),
    _street("ZAC de la Justice, lot 4", "ZAC de la Justice, lot 4"),
    _street("14 rue du Docteur Juge", "14 rue du Docteur Juge"),
    _street("1 RUE DU TRIBUNAL", "1 RUE DU TRIBUNAL"),
    _street("Angle rue du Tribunal / rue Haute", "Angle rue du Tribunal / rue Haute"),
    _street("Entrée par le parvis du Tribunal", "Entrée par le parvis du Tribunal"),
    # Shortened, as on an envelope.
    _street("8 r. du Tribunal", "8 r. du Tribunal"),
    _street("3 bld de la Justice", "3 bld de la Justice"),
    _street("3 Bd. du Palais de Justice", "3 Bd. du Palais de Justice"),
    _street("5 imp. du Greffe", "5 imp. du Greffe"),
    _street("7 rte de la Prison", "7 rte de la Prison"),
    _street("2 sq. du Tribunal", "2 sq. du Tribunal"),
    _street("9 ch. de la Justice", "9 ch. de la Justice"),
    _street("4 all. du Palais de Justice", "4 all. du Palais de Justice"),
    _street("1 pl du Tribunal", "1 pl du Tribunal"),
    _street("10 fg de la Prison", "10 fg de la Prison"),
)

BUILDINGS = (
    # What tells why one comes stands before, behind or around the street.
    _street("Tribunal judiciaire, 4 boulevard du Palais", "4 boulevard du Palais"),
    _street("Tribunal judiciaire 4 boulevard du Palais", "4 boulevard du Palais"),
    _street("Palais de justice\n4 place du Palais de Justice", "4 place du Palais de Justice"),
    _street("Palais de justice - place de la Justice", "place de la Justice"),
    _street("TJ de Nanterre : 179-191 avenue Exemple", "179-191 avenue Exemple"),
    _street("SPIP 92 - 12 rue Haute", "12 rue Haute"),
    _street("SPIP 92 – 12 rue Haute – 2e étage", "12 rue Haute, 2e étage"),
    _street("2e étage, Cité judiciaire, 12 bis avenue Foch", "2e étage, 12 bis avenue Foch"),
    _street("12 rue Haute, cité judiciaire, bâtiment C", "12 rue Haute, bâtiment C", sms="12 rue Haute, batiment C"),
    _street("4, boulevard du Palais (Palais de justice)", "4, boulevard du Palais"),
    _street("4 boulevard du Palais Tribunal judiciaire", "4 boulevard du Palais"),
    _street("12 rue Haute SPIP", "12 rue Haute"),
    _street("12 rue Haute face au tribunal", "12 rue Haute"),
    _street("12 rue Haute, derrière la maison d'arrêt", "12 rue Haute"),
    _street("Cour d'appel, 5 rue Exemple", "5 rue Exemple"),
    _street("c/o Antenne milieu ouvert, 12 rue Haute", "12 rue Haute"),
    _street("Salle d'audience 3, 4 place de l'Hôtel-de-Ville", "4 place de l'Hôtel-de-Ville",
            sms="4 place de l'Hotel-de-Ville"),
    _street("Bât. A - 12 rue Haute", "Bât. A - 12 rue Haute", sms="Bat. A - 12 rue Haute"),
    _none("Tribunal judiciaire"),
    _none("Cité judiciaire, salle d'audience"),
    _none("À côté du tribunal"),
)  # fmt: skip

LABELS = (
    # Pasted whole: a label of the BAN, an envelope, a signature.
    _street("15 allée Exemple, Tremblay-en-France, 93290, 93, Seine-Saint-Denis, Île-de-France", "15 allée Exemple",
            postcode="93290", city="Tremblay-en-France"),
    _street("15 allée Exemple 93290 Tremblay-en-France", "15 allée Exemple",
            postcode="93290", city="Tremblay-en-France"),
    _street("12 rue de la Justice, 92000 NANTERRE", "12 rue de la Justice"),
    _street("12 rue Haute, Nanterre, France", "12 rue Haute"),
    _street("179 avenue Exemple, 92020 Nanterre Cedex", "179 avenue Exemple"),
    _street("12 rue Haute - BP 40123 - 92001 NANTERRE CEDEX 9", "12 rue Haute"),
    _street("Place du Palais de Justice, CS 70004", "Place du Palais de Justice"),
    Row("Parvis du Tribunal", "Parvis du Tribunal, Paris", "Parvis du Tribunal, 75859 Paris",
        postcode="75859", city="Paris Cedex 17"),
    _street("12 rue du 11 Novembre 1918", "12 rue du 11 Novembre 1918"),
)  # fmt: skip

OVERSEAS = (
    _street("PK 4 route du Tribunal", "PK 4 route du Tribunal", postcode="98716", city="Pirae"),
    _street("PK 12,5 côté montagne", "PK 12,5 côté montagne", sms="PK 12,5 coté montagne",
            postcode="98718", city="Punaauia"),
    _street("Tribunal de première instance, 42 avenue Exemple, BP 101, 98713 Papeete", "42 avenue Exemple",
            postcode="98714", city="Papeete"),
    _street("Immeuble Fare Ra\u02bbi, 3 rue de la Justice", "Immeuble Fare Ra'i, 3 rue de la Justice",
            postcode="98714", city="Papeete"),
    _street("2 rue Exemple - BP F4 - 98848 Nouméa Cedex", "2 rue Exemple", postcode="98800", city="Nouméa"),
    _street("SPIP, 11 bis chemin de la Justice, Ravine Exemple", "11 bis chemin de la Justice, Ravine Exemple",
            postcode="97432", city="Saint-Pierre"),
    _street("Route nationale 2, Kawéni, 97600 Mamoudzou", "Route nationale 2, Kawéni",
            postcode="97600", city="Mamoudzou"),
    _street("RN1, PK 12, route de la Prison", "RN1, PK 12, route de la Prison", postcode="97355", city="Macouria"),
)  # fmt: skip

ROWS = (*STREETS, *BUILDINGS, *LABELS, *OVERSEAS)
