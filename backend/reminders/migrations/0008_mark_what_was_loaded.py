"""Rows loaded before digests were kept: those that still say what some version shipped count as not edited since."""

import hashlib
import json
from typing import Any

from django.db import migrations

# Every national text that shipped until now: type, kind, channel, language, title and body, sixteen digits of SHA-256.
SHIPPED = frozenset("""
    019b54fdbd1a07e2 0213431b83172e09 0485c5985b863108 059c996662bba427 061c07da452a5cc9 084c607c353e7b2b
    084dd161c83c6249 0a0c6b5f02822a9a 0d13ecd046adf957 0e726b1de895530c 0e72a57454bf3858 10ef67dfdf3f0d8c
    10f6887695f07644 12219a092911ad12 125f295e1f9539f9 132d6a0750a24971 133b268798000606 1393ef7f3e746ab8
    16d9d6468503f093 195e6f91cf3b6902 19b7fc0348bf7df7 1d2abd603dfdd8cc 1ddad3e600746ab6 1e04d2661e2999a5
    1e0c1807ead1d847 1e368177b9de5130 1e42260197a43c60 1e94b740306f49bd 204463293ea18add 21c22e2cbdb104b8
    23349544018b0953 2516f6aec4d8eaaf 251de54938e933a1 255d026acb26e4af 29454b02e185406d 294f5a4aa0b6146c
    29caff7cf65ff879 2abea7051517c317 2ca69cfb2376b6ae 2e3a701b8455b0b1 3160105cdc85ca24 334ba3b877b82f12
    3357dd1f536ed957 336fa6ad5a4c4ebd 343dbda764d40ad5 345ce3ac09b6fb0e 35f6156baf2ee375 3621aa20cd46e981
    37ef1bfd43832e69 3846b41965dc2e02 385feec0d4bb43e7 387d896d0274dfac 39876b2578e2cce3 3a0cc1d4d2f505b3
    3ad4aa5de266c347 3be68e93c9560a85 3c7693da11526a5c 40725534d1843831 429dc9f0a65407fe 42ff87225da4187b
    4509882518df02ef 4e6ca212b8de5fd5 4edefc649638ed58 50ced837e53e1720 51d81f50360d0b43 51d86cb97156e817
    52530341c4e77da8 5366fde09ee53c62 53b1f64ab7fb8caf 547560e467ab4dd0 574ef8499c24e1bd 583222f0ff1656a4
    58fef274d07e52e7 5abb4829df4d3ae9 60c3591c2cb8823e 640672aadf05e355 65a7283f63d905cc 67bd204091631260
    683546084e152753 6863f8d85932ff42 68b0c24761fb3732 6957ecb785872e60 69e079ff08fc5436 6a9a26eae6e52354
    6b414bf6b470f1cb 6c832133a332db0c 6c9dd8873bf5c1cd 6d097c4765f9e334 6ee53f89cc085829 6f39191cbad54001
    7033c27ec4427e1e 7516f285d2b74c9c 759870c37f6e1815 77c83b9f22c7d8e5 7805b32164e9b089 7837223d5ecec5bf
    78d0706a91967250 7b5462fcbbd41c63 7be47739cf1ceafa 7e78d4a991f22aad 7f8c58b0572a22c5 7fdbd2aad7cf27e6
    811d3b5a8a103815 81d6c0825695264f 82846d25c6ea4736 82989519c4ae74b7 8323ad086b65e989 840168f2768c8d71
    84ac72ea1e52d550 84e77119cc4071c6 86018179f7d7cc74 862c8851a8ca6311 8691e363271f27b7 87f9355c55bbcd45
    8898e089038311c0 8d3296bb8301765a 9002f076bcf36258 9012d0d949571f23 906b65e40f8bea4a 90aa2afca3529f23
    96a0709397662ed3 977965bd3e33d225 9ecdfd85796af129 9f0aa69ff0476e8a 9f13b21ea7832ceb 9f41aff78e5c874c
    9f8bc2ff9ea06fca a01621220f288197 a02b19ffdb1c4971 a11a0946f8387865 a1657ced42b41173 a1abc794788dea8f
    a2fa885e7a55cb46 a489cdd7eda31308 a657486b0b798580 a6606a1515640b5f a6bcb84c691e5c24 a83a6e555ebd3b1d
    a876c0778247f2a8 a9a02d8904b4cf5c a9f6ed0b5efbc321 ac6b83ec1dfa0dcf adb9378a1b1d60d0 aea5820946b4dff5
    b02d809d98eb531a b0447622fd63d7fe b0976ada57d07511 b15c8ec137a4e31b b1a558f37a4e22ec b25e86d7ba93dbaa
    b2ae8e7fe7cfbe21 b315eb6b79ad3518 b35499746c07c485 b409fd34f5cdb50a b4c8160afd75c8ec b517e2da6d280816
    b847e16b482eb40e b8d22df870db0cdf b9bc1749de78896c bcae7f64993b3c64 bcdee73cd0e7f7ac c02fc7ab08e53dc3
    c1d2e2b27c81d417 c22133097dee100c c2bf8bf7052b4981 c6ee8b1c2d4949f4 c79f43e024921f6e c81bbe579761c719
    c823c0c927ecf925 cdc9dff784e7545f d27615b446254413 d27857ee89bd71cf d310c5bb44f81a66 d448bd42628187e1
    d44b51c40d51e92f d6e31a7205d99114 d7dcd3b171a7bc77 d96d85be31085d25 d97598acfe81772e db1ddcf0f63e9e3e
    db6fa72fa1b02807 dc3f2b4161bae836 ddb713ca8747e300 df84224bc63da647 dfafc0edc4e3284e dfdd6073739d1794
    e20e48cfb7b6ae50 e26fbbf546722e01 e4116a5acdbdf2c3 e42353363bf26c10 e4dd749fc1cb2c1b e4f3ee098149f3f8
    e576bcb940fe3229 e6614c6ccd30ddf1 e74793c0451aa9ab e7ddd8ad459b57e6 e891ca34e2fb5548 e999084d3ff0d165
    e9e9f5497958dec7 ea2f03bfa94821df eb7112d4b9d3de03 ebc4fca6fd1e95a0 ee08b403a3cc9ec3 ee0bed0beb86b754
    f13a0784f9725926 f2d500bb47eee6db f30ff7740782ede3 f322243d22b0494c f367871606aed2c5 f38810c18b28f098
    f3c34ea496c8e669 f46a1f813aa32471 f5309bcd8633d738 f8b1b342def771a2 f8ef10122ee285de fb26510002747fb8
    fb59e3f2877ad191 fb614002d20f7ef9 fc139d488f93efda fde60ef9af96d827 fe33c178b4d917e6 fec3b558fc3d3128
""".split())
STEPS = [
    {"days_before": 7, "channels": ["push"]},
    {"days_before": 4, "channels": ["push", "sms"], "hold_minutes": 120},
    {"days_before": 1, "channels": ["push", "sms"], "hold_minutes": 120},
]


def digest(*said: Any) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def mark(apps: Any, schema_editor: Any) -> None:
    database = schema_editor.connection.alias
    texts = apps.get_model("reminders", "Text").objects.using(database)
    for text in texts.filter(organisation=None, loaded="").select_related("type"):
        code = text.type.code if text.type else ""
        whole = json.dumps(
            [code, text.kind, text.channel, text.language, text.title, text.body], ensure_ascii=False
        )
        if hashlib.sha256(whole.encode()).hexdigest()[:16] in SHIPPED:
            texts.filter(pk=text.pk, body=text.body).update(loaded=digest(text.title, text.body))
    plans = apps.get_model("reminders", "Plan").objects.using(database)
    for plan in plans.filter(organisation=None, type=None, loaded=""):
        hours = [plan.opens.isoformat(), plan.closes.isoformat()]
        said = (plan.steps, hours, plan.most_a_day, plan.spread_minutes)
        if said == (STEPS, ["09:00:00", "19:00:00"], 3, 120):
            plans.filter(pk=plan.pk).update(loaded=digest(*said))


class Migration(migrations.Migration):

    dependencies = [
        ('agenda', '0002_booking_key'),
        ('reminders', '0007_as_it_was_loaded'),
    ]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
