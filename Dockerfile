# Two images from one file: `app` (api and workers, told apart by the command) and `zeebe` (the
# engine with our exporter). Neither runs as root.
ARG NODE_VERSION=20
# What this repository is tested with. Production should take the newest 8.6 patch; from 8.6 on
# Zeebe needs a licence key in production (see README).
ARG ZEEBE_VERSION=8.6.0

FROM maven:3.9-eclipse-temurin-21 AS exporter
WORKDIR /build
COPY engine/pom.xml engine/pom.xml
COPY engine/exporter engine/exporter
COPY engine/rule-lab engine/rule-lab
RUN mvn -q -B -f engine/pom.xml package -DskipTests

FROM node:${NODE_VERSION}-bookworm-slim AS pages
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY tsconfig.json ./
COPY types types
COPY processes processes
COPY api api
COPY workers workers
COPY modeler modeler
COPY web web
RUN node node_modules/vite/bin/vite.js build --config web/vite.config.ts

FROM node:${NODE_VERSION}-bookworm-slim AS dependencies
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM camunda/zeebe:${ZEEBE_VERSION} AS zeebe
COPY --from=exporter /build/engine/exporter/target/huiying-exporter.jar /usr/local/zeebe/exporters/
COPY engine/launch/zeebe-log4j2.xml /usr/local/zeebe/config/log4j2.xml
COPY --chmod=755 deploy/zeebe-start.sh /usr/local/bin/zeebe-start.sh
USER 1001:1001
ENTRYPOINT ["tini", "--", "/usr/local/bin/zeebe-start.sh"]

FROM node:${NODE_VERSION}-bookworm-slim AS app
ENV NODE_ENV=production
WORKDIR /app
COPY package.json tsconfig.json ./
COPY --from=dependencies /build/node_modules node_modules
COPY types types
COPY processes processes
COPY workers workers
COPY api api
COPY web web
COPY --from=pages /build/web/dist web/dist
# The rule lab tries drafts with the engine's own library, so it is taken from the engine's image.
COPY --from=zeebe /opt/java/openjdk /opt/java/openjdk
COPY --from=zeebe /usr/local/zeebe/lib /opt/rule-lab/lib
COPY --from=exporter /build/engine/rule-lab/target/huiying-rule-lab.jar /opt/rule-lab/
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node:node
CMD ["node", "--import", "tsx", "api/main.ts"]
