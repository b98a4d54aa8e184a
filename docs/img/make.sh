#!/usr/bin/env bash
# Pictures of the sample report's pages for the README. Needs pdftoppm (poppler-utils) and montage (imagemagick).
set -euo pipefail
cd "$(dirname "$0")"
report=../../reports/debtember
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for name in extortion/report provider/upstream-request billing/timesheet; do
  pdftoppm -r 70 -png "$report/$name.pdf" "$work/$(dirname "$name")"
done
# Pages by what stands on them, so that a longer report moves no picture.
page() { # folder, text -> number of the first page with that text
  local pdf=$1 text=$2 n
  for n in $(seq 1 "$(pdfinfo "$pdf" | awk '/^Pages/{print $2}')"); do
    if pdftotext -f "$n" -l "$n" -layout "$pdf" - | grep "$text" >/dev/null; then echo "$n"; return; fi
  done
  echo "no page of $pdf holds: $text" >&2
  return 1
}
picture() { # folder, page, target
  cp "$(ls "$work/$1"-*.png | sed -n "${2}p")" "$3"
}
pdf=$report/extortion/report.pdf
picture extortion 1 extortion-1.png
picture extortion "$(page "$pdf" 'attack over time')" extortion-attack.png
picture extortion "$(page "$pdf" 'What these addresses are, and what they are not')" extortion-sources.png
picture extortion "$(page "$pdf" 'on the map')" extortion-map.png
picture provider 1 provider-1.png
picture billing 1 billing-1.png
montage extortion-1.png extortion-attack.png extortion-sources.png -tile 3x1 -geometry 420x+6+6 -colors 64 pages.png
