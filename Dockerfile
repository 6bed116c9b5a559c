# One image, its role by the first word of its command:
#
#   web, worker    what runs; any number of each
#   migrate, keys, users, audit, rollups, retention, ingest, adopt    what runs once, as npm run … on a clone
FROM node:22-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1 CHECKPOINT_DISABLE=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --loglevel=error
COPY . .
# No secret and no database is needed to build it.
RUN node lib/cli/bootstrap.mjs build --image /image

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production \
    NEXT_TELEMETRY_DISABLED=1 \
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true \
    VEILGATE_HOST=0.0.0.0 \
    VEILGATE_DATA_DIR=/data
# Root's, so that what runs cannot change it.
COPY --from=build /image ./
RUN mkdir -m 0700 /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
# Whether it lives, not whether it is ready: what restarts on this must not while the database is away.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT||3000}/api/health/live`).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# A young generation of 32 MB: most of what a batch holds dies in it and is never copied to the old one.
ENTRYPOINT ["node", "--max-semi-space-size=32", "veilgate.mjs"]
CMD ["web"]
