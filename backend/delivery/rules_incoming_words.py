"""The words that answers by SMS are made of, in French, English and Arabic: small letters, no accents. Data alone.

A word stands here as `rules_incoming` reads it: ا for أ إ آ, ي for ى ئ, one letter for three and more in a row.
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Several words that say one thing, and the one that is read instead.
PHRASES = {
    "s il vous plait": "svp", "s il te plait": "svp", "s t p": "stp", "d accord": "daccord", "quand meme": "quandmeme",
    "bien sur": "biensur", "rendez vous": "rdv", "suis la": "present", "j ai": "jai", "j avais": "javais",
    "j aurai": "jaurai", "j etais": "jetais",
    "pas de souci": "easy", "pas de soucis": "easy", "pas de probleme": "easy", "pas de problemes": "easy",
    "sans probleme": "easy", "sans souci": "easy", "no problem": "easy", "no worries": "easy",
    "arret maladie": "maladie", "arret de travail": "maladie", "en arret": "maladie",
    "inch allah": "inchallah", "incha allah": "inchallah", "ان شاء الله": "inchallah", "انشاء الله": "inchallah",
    "من فضلك": "svp", "من فضلكم": "svp", "الغاء الاشتراك": "توقف", "aujourd hui": "aujourdhui",
}  # fmt: skip
# How telephones write.
SHORT = {
    "jviens": "je viens", "jvien": "je viens", "vien": "viens", "jserai": "je serai", "jsuis": "je suis",
    "chui": "je suis", "chuis": "je suis", "jpeux": "je peux", "jpe": "je peux", "pe": "peux", "peu": "peux",
    "jpourrai": "je pourrai", "jviendrai": "je viendrai", "jarrive": "j arrive", "pa": "pas",
}  # fmt: skip

STOP = _set(
    "stop stopp stopper sotp stpo stopall stopsms стоп arret arreter arretez desabonner desabonnez desabonnement "
    "desinscrire desinscription desinscrivez unsubscribe توقف توقفوا اوقف اوقفوا ايقاف وقف قف ستوب"
)
# These speak of messages and nothing else: they may come after "I want to".
UNSUBSCRIBE = _set(
    "stop desabonner desabonnement desinscrire desinscription desinscrivez desabonnez unsubscribe"
)  # fmt: skip
MESSAGES = _set("sms message messages texto textos texts rappel rappels reminders الرسايل الرسالة")
# What may stand around STOP: politeness, the short number, "all", "to me", a wrong number, who wants to be left alone.
AROUND_STOP = _set(
    "a au aux des de d du les le la vos ces ce votre tout tous toute toutes all to me my m moi je j veux voudrais "
    "souhaite plus ne n recevoir envoyer envoyez envoie harceler harcelez laissez tranquille pub spam contact "
    "info promo texting sending reponse reponds repondre envoi c est pas mauvais mon numero vous trompez erreur "
    "monsieur madame veuillez svp stp thank you thanks sorry desole"
)
# Only these before it; after any other word STOP is something in a sentence.
BEFORE_STOP = _set("je j veux voudrais souhaite veuillez vous me m de d du")

START = _set("start reprise reprendre reprenez resume unstop ابدا استانف استيناف")
YES = _set("oui ouais ouai oue ouep wi yes yeah yep نعم اجل")
NO = _set("non no nope nan nn لا كلا")
ONE = _set("1 un one واحد")
TWO = _set("2 deux two اثنان اثنين")
THANKS = _set("merci ok okay daccord accord dac recu compris note thanks thank thx شكرا حسنا تمام")

GREETINGS = _set("bonjour bonsoir bjr salut slt hello hi مرحبا")
# What people put before the figure.
ANSWERING = _set("reponse reponds rep choix answer")
POLITE = GREETINGS | _set(
    "svp stp please pls merci bien bcp beaucoup madame monsieur thanks thank ok cordialement رجاء شكرا جزيلا"
)
# May stand beside a word, not beside a figure: "2 sms" counts them.
BESIDE = POLITE | MESSAGES | _set("sms rdv msj les des de le la the to my you d c est")

# Who says that she comes, and how it is told on.
COMES = _set(
    "viens viendrai arrive arriverai serai come coming present presente there ساحضر ساكون ساتي قادم حاضر موجود"
)
ABLE = _set(
    "peux pourrai pourrais pouvoir venir dispo disponible libre possible can able "
    "استطيع يمكنني اقدر ممكن احضر الحضور نجي نقدر نقدرش"
)
CONFIRMS = COMES | _set("peux pourrai confirme")
# Who may say so without 1 or "oui" before: "I arrive" is said at the door, late.
PROMISES = _set("viens viendrai serai coming ساحضر ساتي قادم")
SUBJECTS = _set("je j i on nous il elle انا")
COMING = _set(
    "je j i m ll be there serai y suis viens viendrai venir peux pourrai coming will come present presente la ok bien "
    "biensur confirme am a oui easy daccord accord quandmeme inchallah aujourdhui "
    "ساحضر ساكون هناك موجود انا حاضر قادم ساتي"
)
TOMORROW = _set("demain tomorrow غدا")
DENIES = _set("pas ne n not cannot cant t dont don won wont jamais impossible empeche incapable لن لا ما لست")
DENIES_AFTER = _set("pas plus point jamais not t")
# What keeps somebody; none of them can be counted, so that a figure before it chooses.
HINDRANCE = _set(
    "malade souffrant souffrante hopital hospitalise hospitalisee maladie covid fievre grippe travail travaille "
    "travaillerai boulot taf absent absente empeche empechee bloque bloquee indisponible impossible incapable "
    "cannot cant sick ill work working "
    "مريض مريضة عمل العمل اعمل بالعمل للعمل مشغول مشغولة المستشفي"
)
REASONS = HINDRANCE | _set("greve accident panne entretien formation deplacement stage enterrement")
# A figure before one of these chooses, once something follows: a sentence begins.
BEGINS = (SUBJECTS - {"j"}) | _set(
    "jai javais jaurai jetais mon ma mes my car parce because ne malheureusement suis "
    "عندي لدي راني لان لاني لانني اني انني بسبب للاسف ابني ابنتي زوجتي زوجي امي ابي"
)
EXCUSES = _set("desole desolee desoles pardon sorry اسف") | NO | HINDRANCE
DENIED = COMES | ABLE | (DENIES - {"t", "n", "ne", "pas", "ما"})  # verbs that nothing denies were seen before
LEADS_TO = _set("pas a au at en pour suite cause de d l")  # "2 au travail", where a reason follows
UNSURE = _set(
    "retard late comprends compris comprend quoi quel quelle comment pourquoi combien quand adresse qui "
    "understand what where why how when sais seul seule confirme convenu appelle rappelle devant dans route "
    "venons vient متاخر افهم اعرف"
)
# All that "I am not coming" may be made of, where neither 2 nor "non" says so.
NOT_COMING = COMES | ABLE | DENIES | REASONS | POLITE | TOMORROW | _set(
    "je j i m ll will be la y aller suis desole desolee sorry malheureusement mon ma au a l y de car aujourdhui donc "
    "can انا"
)  # fmt: skip
# Of the appointment, not of our messages: beside STOP an agent reads it.
APPOINTMENT = COMES | ABLE | REASONS | UNSURE | _set(
    "rdv rendez annule annuler annulez annulation reporter decaler deplacer changer 1 2"
)  # fmt: skip
