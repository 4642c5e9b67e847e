#!/bin/sh
# Chromium without what it loads into each new window behind the page: two pages of its own for suggestions in the
# address bar, which nobody sees here and which cost as much processor time as a screen of ours. Added to the features
# that Playwright turns off, since the last list given replaces any before it.
for word; do
    shift
    case $word in
    --disable-features=*) word="$word,WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup" ;;
    esac
    set -- "$@" "$word"
done
exec "$MSJ_CHROMIUM" "$@"
