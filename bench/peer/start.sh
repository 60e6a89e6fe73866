#!/usr/bin/env bash
# The registry as one of several servers over the same records: becomes it, on 127.0.0.1:$PORT, nothing kept.
# $REGISTRY is the program, $WORLD its database (the seed and the release of ROR imported).
exec env TOKIO_WORKER_THREADS=1 "${REGISTRY:?the program}" --db "${WORLD:?its database}" serve \
  --listen "127.0.0.1:$PORT" --response-cache-bytes 0 --rate-limit 4000000000
