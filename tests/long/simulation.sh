#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# 1,000 seeded histories of 100 devices and 30 days; some five minutes. Run by hand:
#   tests/long/simulation.sh BUILD-FOLDER [HISTORIES]
set -eu
COPKIT_HISTORIES=${2:-1000} COPKIT_DEVICES=100 COPKIT_DAYS=30
export COPKIT_HISTORIES COPKIT_DEVICES COPKIT_DAYS
exec "${1:-build}/tests/unit/test_simulation" -p /simulation/sound --verbose
