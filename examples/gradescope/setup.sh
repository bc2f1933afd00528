#!/usr/bin/env bash
# For Gradescope: runs once, when the image of the autograder is built. The zip that you upload holds this file,
# run_autograder, the package (npm pack makes wiremark-0.1.0.tgz) and the spec, so that all of it is pinned.
set -euo pipefail

apt-get update -qq
apt-get install -y -qq curl ca-certificates python3 bubblewrap
curl -fsSL https://deb.nodesource.com/setup_22.x | bash -
apt-get install -y -qq nodejs
npm install --global --no-audit --no-fund /autograder/source/wiremark-*.tgz
