# Every page can be read on a desk and on a phone, in light and in dark.
load support
load every_page
load looks

# Text overflows in every colour or in none, and lacks contrast at every width or at none.
look() {
  local view
  for view in '1280 800 light' '390 844 dark'; do
    # shellcheck disable=SC2086 # three words
    shown_at $view
    flaws | sed "s/^/$1, $view: /" >>found
  done
  echo "$1" >>seen
}

@test "no page scrolls sideways, cuts its text or lacks contrast" {
  use_empty_home
  : >found
  every_page look
  [[ ! -s found ]] || { cat found; return 1; }
  (($(sort -u seen | wc -l) >= 24))
}
