"""Names and words that go out, by hand, before the code that reads them: what passes, and what does not and why.

Names are of people who exist as often as not; words are of places, ways there and things to bring.
"""

NAMES = (
    "Jean-Noël", "D'Artagnan", "O’Brien", "de La Tour", "Nguyễn Thị Ánh", "محمد", "Éloïse-M.", "St. Clair", "J. R.",
    "Ba'al", "Élodie-Anne", "N'Golo", "Saïd ben Ali", "王伟", "J.-P. Martin", "Dr. Exemple", "Mme. Essai", "Martin Jr.",
    "Ste. Marie", "Ph. Durand", "Ángel", "Søren", "Łukasz", "Çağla", "Škoda", "Özgür", "Владимир", "Αλέξανδρος",
    "שרה",
    "फातिमा", "สมชาย", "김민수", "たかし", "佐々木", "ナオミ", "Fatoumata N'Diaye", "Marie de l'Enfant-Jésus", "L'Haÿ",
    "A",
    "Maria da Conceição dos Santos", "Trần Thị Mỹ Hạnh", "عبد الله", "Ra\u02bbi", "Ìyáọlá", "M. Essai",
    "e\u0301lodie",
)  # fmt: skip

NO_NAMES = (
    "Evil-Amendes.Fr", "amendes-gouv.com", "Payez vite sur amendes-gouv.com sinon prison", "a.b", "J.R.", "M.Essai",
    "x.fr",
    "Amine.", "Payez. Vite", "http://a", "https evil://", "www.x", "a@b", "a/b", "R2D2", "a1", "06 39 98 00 01", "٣",
    "Аmine", "Amіne", "Αnne", "Sachа", "Jean-Pаul", "<b>", "a_b", "a:b", "a, b", "(Paul)", "", " ", "-", ".", "'",
    "..", "a..b",
    "Paul\u2024fr", "Paul。fr", "Paul\uff0efr", "😀", "Paul!", "Paul & Co", "amendes .fr",
)  # fmt: skip

# What goes before an SMS to a shared number: also of names that were stored before.
ONE_WORD = {
    "Amine": "Amine", "फातिमा": "फातिमा", "سَعيد": "سَعيد", "Jean-Noël": "Jean-Noël", "Marie Claire": "Marie",
    "J. R.": "J.", "N'Golo": "N'Golo",
    "محمد": "محمد",
    "Nguyễn Thị": "Nguyễn", "Éloïse-M.": "Éloïse-M", "Evil-Amendes.Fr": "Evil-Amendes",
    "Amendes-Gouv.Com Payez": "Amendes-Gouv",
    "Payez Vite Sur Amendes.fr": "Payez", "Abcdefghijklmnopqrstuvwxyz": "Abcdefghijklmnopqrst", "0899123456": "",
    "": "",
    "Abcdefghijklmnopqrs-Tuv": "Abcdefghijklmnopqrs", "Paul@x.fr": "Paul", "http://x.fr": "http",
    "O’Brien": "O'Brien",
}  # fmt: skip

SAYABLE = (
    "1 bis", "St-Denis", "Z.A.C. de l'Étoile", "Av. du Gal. de Gaulle", "B.P. 12", "12 av. de la Gare",
    "12 av.de la Gare",
    "3 bd.du Port", "8 all.des Lilas", "R.E.R. A", "RER A, arrêt Nanterre-Préfecture", "S.N.C.F", "PK 12,5",
    "PK 12.5",
    "179-191 avenue Exemple, 92020 Nanterre Cedex", "12 rue Haute - BP 40123 - 92001 NANTERRE CEDEX 9",
    "CS 70004 - 92020 Nanterre",
    "CS 70004, 92020 Nanterre", "Route nationale 2, Kawéni, 97600 Mamoudzou",
    "2 rue Exemple - BP F4 - 98848 Nouméa Cedex",
    "Bus 258, 158 et 304, arrêt Mairie", "Bus 12, 14, 158, 304, 467", "Code 4417, puis 2e étage, bureau 212",
    "Du lundi au vendredi, 8.30-12.00 / 13.30-17.00", "9 h à 17 h", "9h-12h et 14h-17h", "8:30-12:00 13:30-17:00",
    "Ouvert 7j/7",
    "Pièce d'identité, 3 derniers bulletins de paie (10/2026, 11/2026, 12/2026)", "Bât.B", "Étage 2. Bureau 12.",
    "1er étage...",
    "Entrée A… à droite", "الطابق الثاني، المكتب 212", "خذ الـRER A", "Second floor, room 212", "11 Novembre 1918",
    "St.Denis", "Dr.Roux", "M. et Mme Essai", "a/c de M. Essai", "24/24", "Tramway T2 / bus", "Prix : 2,50 €",
    "12 rue du 8-Mai-1945",
    "Владимирский проспект", "N°12", "L'Haÿ-les-Roses", "Place J.F. Kennedy", "1.Sortez du RER", "IBAN, RIB",
    "No.12", "etc.",
    "Du 01/11/2026 au 31/12/2026", "01/11/2026 - 31/12/2026", "Bus 12, 14, 158, 304 et 467",
)  # fmt: skip

UNSAYABLE = {
    "words_link": (
        "Payez http://evil.fr/a avant", "evil-amendes.fr", "Allez sur amendes.fr.", "www.exemple", "WWW.EXEMPLE",
        "a@b", "moi@exemple.fr",
        "amendes.de", "amende.paris", "bit.ly/x", "t.me/abc", "tinyurl.com", "Payez sur amendes-gouv.com sinon",
        "exemple.gouv.fr",
        "ftp://x", "exemple\u2024fr", "exemple。fr", "exemple\uff0efr", "exem\u200bple.fr", "ex.co/1", "192.168.1.1",
        "sms:x@y",
        "EVIL.FR", "evilq\u0303.fr", "evil.f\u0303r", "Évil.fr", "quelque.chose", "a-b.org", "amendes.xn--p1ai/x",
        "Rendez-vous sur antai.info",
        "tel://0", "x＠y",
    ),
    "words_number": (
        "Appelez le 0899 12 34 56", "0899123456", "08 99 12 34 56", "08.99.12.34.56", "08-99-12-34-56",
        "0 8 9 9 1 2 3 4 5 6", "+33 8 99 12 34 56",
        "+33899123456", "0033 899 12 34 56", "08/99/12/34/56", "(0899) 123456", "٠٨٩٩١٢٣٤٥٦", "０８９９１２３４５６",
        "tél. 01 40 00 00 00",
        "08991 23456", "08,99,12,34,56", "0\u00a0899\u00a0123\u00a0456", "+882 13 00 00 00", "08\u200b99123456",
        "33899123456",
    ),
    "words_look_alike": ("Тribunal", "Т\u0301ribunal", "аmendes", "Mаison", "évil.fг", "Ρaris"),
}  # fmt: skip

HIDING = (
    "Tr1bunal", "Тribunal", "Trіbunal", "5PIP 92", "S.P.I.P.", "S P I P", "T.J. de Nanterre", "Jug3", "Pr1son",
    "De1it", "TRIBUNΑL",
    "ТRIBUNAL", "P3nitentiaire", "tr1bun4l", "Ｔribunal", "Cour d'appe1", "J.A.P.",
)  # fmt: skip
HARMLESS = ("Ouvert 7j/7", "12 bis", "Maison EXEMPLE", "Z.A.C. de l'Étoile", "Immeuble B2", "Espace 3000",
            "J. R. Martin", "R.E.R. A",
            "Le 104", "H2O", "Bât. 5A", "Tour T1", "4 Saisons", "Vertige", "1er étage")  # fmt: skip
