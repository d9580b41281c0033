#!/bin/sh
# Asks for a site's files without a login: sh deploy/check-closed.sh https://casebook.example.org
# Says "closed" only if the first page asks for a login and nothing is given away. Run it from outside the school too.
set -eu
site=${1%/}
wrong=0
for file in index.html 404.html sitemap.xml search/search_index.json due/casebook.ics providers/index.html \
  assets/directory-data.js assets/deadlines.js; do
  code=$(curl --silent --output /dev/null --max-time 20 --write-out '%{http_code}' ${CURL_OPTIONS:-} "$site/$file") || true
  case $file:$code in
  *:301 | *:302 | *:303 | *:307 | *:401 | *:403) ;;
  *:2??) echo "open: $site/$file answers $code" && wrong=1 ;;
  index.html:* | *:000) echo "cannot tell: $site/$file answers $code" && wrong=1 ;;
  *) ;;
  esac
done
[ "$wrong" = 0 ] && echo "closed: $site gives nothing away without a login"
exit "$wrong"
