#!/usr/bin/env bash
# The check of action.yml: fetches the spec at its commit, and checks. All that it is told comes as variables.
set -euo pipefail

specs=$(mktemp -d "$RUNNER_TEMP/wiremark-specs-XXXXXX")
reports=$(mktemp -d "$RUNNER_TEMP/wiremark-reports-XXXXXX")
echo "reports=$reports" >>"$GITHUB_OUTPUT"

if [ -n "$SPEC_REPOSITORY" ]; then
  if ! [[ $SPEC_COMMIT =~ ^[0-9a-f]{40}$ ]]; then
    echo "wiremark: spec-commit must be all 40 digits of a commit, not \"$SPEC_COMMIT\": a branch or a tag may be moved" >&2
    exit 2
  fi
  server=${GITHUB_SERVER_URL:-https://github.com}
  git init --quiet "$specs"
  header=()
  if [ -n "$TOKEN" ]; then
    header=(-c "http.extraheader=AUTHORIZATION: basic $(printf 'x-access-token:%s' "$TOKEN" | base64 -w0)")
  fi
  git -C "$specs" "${header[@]}" fetch --quiet --depth 1 "$server/$SPEC_REPOSITORY" "$SPEC_COMMIT"
  git -C "$specs" checkout --quiet FETCH_HEAD
  SPEC=$specs/$SPEC
elif [[ $SPEC == */* || $SPEC == *.yaml || $SPEC == *.yml ]]; then
  echo "wiremark: \"$SPEC\" is a file, which would be the submission's own: say in which spec-repository it is" >&2
  exit 2
fi
# Programs of the submission are given none of these, but need not be near them either.
unset TOKEN

exec node "$GITHUB_ACTION_PATH/bin/wiremark.js" check "$SPEC" "$FOLDER" --github --reports "$reports"
