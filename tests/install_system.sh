#!/bin/sh
# Gives the tests a Chromium and a Java runtime. On Debian as root with apt-get; elsewhere Playwright's own Chromium
# is fetched, and without Java the Spark tests are skipped.
set -eu
bin=$1

wanted=""
command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || wanted="$wanted chromium"
command -v java >/dev/null 2>&1 || wanted="$wanted default-jre-headless"
[ -z "$wanted" ] && exit 0

if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    apt-get update -qq
    # shellcheck disable=SC2086 # the list is meant to be split
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $wanted >/dev/null
else
    case "$wanted" in
        *chromium*) "$bin/playwright" install chromium ;;
    esac
fi
