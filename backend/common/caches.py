"""What the browser is told to forget."""

from django.http import HttpResponse


def clear_cache(response: HttpResponse) -> None:
    """For signing out, here or from another device: the browser's cache goes, with what earlier versions left there.

    Nothing more is named: "cookies" and "storage" would take the device's name with them, and with it its budget of
    codes and what an older device is told of a new one.
    """
    response["Clear-Site-Data"] = '"cache"'
