# Three stages: the pages, the program with the pages inside, and an image of nothing but the program.
# docs/container.md says how to run it.

# The bases by tag. A release pins each by its digest: docs/releasing.md has the commands.
ARG PAGES_BASE=docker.io/library/node:24-trixie-slim
ARG PROGRAM_BASE=docker.io/library/rust:1.95.0-slim-trixie
ARG RUNTIME_BASE=gcr.io/distroless/cc-debian13:nonroot

# Any line of Node that `engines` in ui/package.json allows will do; this one is maintained until 2028.
FROM ${PAGES_BASE} AS pages
WORKDIR /src/ui
COPY ui/package.json ui/package-lock.json ./
# As build/npm.rs does: no scripts of packages, and the build tools even if NODE_ENV says production.
RUN npm ci --ignore-scripts --include=dev --no-audit --no-fund
COPY ui/ ./
# The examples in GraphiQL.
COPY queries/ ../queries/
# A release is worth the slowest compression; vite.config.ts reads this.
ENV PROFILE=release
RUN npm run build -- --outDir /pages

# The channel of rust-toolchain.toml, which stays outside: rustup would fetch rustfmt and clippy for it.
FROM ${PROGRAM_BASE} AS program
# What builds the allocator.
RUN apt-get update && apt-get install --yes --no-install-recommends make && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY Cargo.toml Cargo.lock ./
# The build script.
COPY build/ build/
# How SQLite is compiled.
COPY .cargo/ .cargo/
COPY src/ src/
COPY seed/ seed/
# The published documents, and the reports among them.
COPY queries/ queries/
COPY --from=pages /pages /pages
# The pages are those; should they be missing, the build fails rather than leave them out.
ENV CONSORTIA_UI=require CONSORTIA_UI_DIST=/pages
# /data is made here because the last stage has no shell to make it with.
RUN cargo build --locked --release --features parquet && mkdir /data

# The C library and libgcc of the same Debian, and nothing else that runs: no shell, no package manager.
FROM ${RUNTIME_BASE}
COPY --from=program --chown=65532:65532 /data /data
COPY --from=program /src/target/release/consortia /usr/local/bin/consortia
ENV CONSORTIA_DB=/data/consortia.db CONSORTIA_LISTEN=0.0.0.0:8080
# `nonroot` of the base image, as a number: Kubernetes' runAsNonRoot cannot look names up.
USER 65532:65532
# Where copies go that `backup` is given a bare name for, and the one place that may be written.
WORKDIR /data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s --retries=3 \
    CMD ["/usr/local/bin/consortia", "health"]
ENTRYPOINT ["/usr/local/bin/consortia"]

# Last, so that a new revision builds nothing anew.
ARG REVISION=unknown
LABEL org.opencontainers.image.title="consortia" \
      org.opencontainers.image.description="A registry of a research ecosystem: dated, sourced facts behind a nested GraphQL API" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.base.name="gcr.io/distroless/cc-debian13:nonroot"
