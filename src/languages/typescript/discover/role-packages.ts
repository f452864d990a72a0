/** Dependencies that say a package draws an interface. */
export const INTERFACE_PACKAGES: readonly string[] = [
  "react",
  "react-dom",
  "vue",
  "svelte",
  "@angular/core",
  "solid-js",
  "preact",
  "react-native",
  "@builder.io/qwik",
  "lit",
];

/** Dependencies that say a package serves or keeps data. */
export const SERVER_PACKAGES: readonly string[] = [
  "express",
  "fastify",
  "koa",
  "hono",
  "@nestjs/core",
  "@nestjs/common",
  "@hapi/hapi",
  "restify",
  "@trpc/server",
  "@apollo/server",
  "apollo-server",
  "apollo-server-express",
  "graphql-yoga",
  "mercurius",
  "next",
  "@remix-run/node",
  "@react-router/node",
  "nuxt",
  "pg",
  "postgres",
  "typeorm",
  "sequelize",
  "knex",
  "@prisma/client",
  "drizzle-orm",
  "@mikro-orm/core",
  "mongoose",
  "moleculer",
  "@adonisjs/core",
  "elysia",
];

/** Modules that only code of a page imports. */
export const INTERFACE_MODULE =
  /^(?:react-dom(?:\/client)?|vue|svelte(?:\/(?!server).*)?|solid-js|preact\/hooks|@angular\/(?!ssr|platform-server).*|react-router-dom|@remix-run\/react|next\/(?:link|image|router|dynamic)|next-auth\/react|next-themes|@tanstack\/(?:react|vue|svelte|solid)-.*|@trpc\/(?:react-query|next|tanstack-react-query)|lucide-react|zustand(?:\/.*)?|jotai(?:\/.*)?|recoil|react-redux|@reduxjs\/toolkit(?:\/.*)?|redux-persist|mobx-react(?:-lite)?|pinia|vuex|vue-router|vue-i18n|react-hook-form|react-i18next|react-hot-toast|sonner|framer-motion|swr(?:\/.*)?|posthog-js(?:\/react)?|\$app\/(?:navigation|stores|state|forms)|@ionic\/.*|@mui\/.*|@radix-ui\/.*|@chakra-ui\/.*)$/;

/** Modules that no page can run. What pages import for its types alone (`@prisma/client`, `@trpc/server`) is not among them. */
export const SERVER_MODULE =
  /^(?:node:(?!path|url|util|events|buffer|crypto|querystring|assert).*|fs|fs\/promises|net|https?|http2|child_process|os|cluster|worker_threads|tls|dns|async_hooks|express|fastify|koa|@koa\/.*|hono|hono\/(?!client|jsx).*|@hono\/.*|@nestjs\/.*|@hapi\/hapi|restify|@fastify\/.*|fastify-plugin|@apollo\/server.*|graphql-yoga|mercurius|elysia|next\/(?:server|headers|cache)|server-only|pg|postgres|mysql2(?:\/.*)?|typeorm|sequelize(?:-typescript)?|knex|kysely|drizzle-orm(?:\/.*)?|@mikro-orm\/.*|mongoose|mongodb|redis|ioredis|bullmq|bull|winston|nodemailer|jsonwebtoken|bcrypt(?:js)?|argon2|kafkajs|amqplib|dotenv(?:\/config)?|@aws-sdk\/.*|stripe|dockerode)$/;
