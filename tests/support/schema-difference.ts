/** Prisma's own comparison of a database with `schema.prisma`, by the engine that npm holds as WebAssembly. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import pg from "pg";

/** Node has WebAssembly; the types of Node 20 do not. */
declare const WebAssembly: {
  instantiate(
    code: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: Record<string, () => void> } }>;
};

const setWasm = "__wbg_set_wasm";

/** The part of the engine that is used here; its own types come with a module that only bundlers can load. */
interface SchemaEngine {
  diff(parameters: {
    from: { tag: "schemaDatasource"; files: { path: string; content: string }[]; configDir: string };
    to: { tag: "schemaDatamodel"; files: { path: string; content: string }[] };
    script: boolean;
    shadowDatabaseUrl: null;
    exitCode: null;
    filters: { externalTables: string[]; externalEnums: string[] };
  }): Promise<{ stdout: string | null }>;
  free(): void;
}

interface EngineModule {
  [setWasm](exports: object): void;
  readonly SchemaEngine: {
    new: (
      options: { datamodels: [string, string][] },
      log: () => void,
      adapter: object,
    ) => Promise<SchemaEngine>;
  };
}

// Once: the module keeps views of the memory of the instance that it was given first.
const { SchemaEngine } = await loadEngine();

/** The SQL that would turn the database into what the schema declares; empty where they agree. */
export async function schemaDifference(databaseUrl: string, schemaPath: string): Promise<string> {
  const schema = { path: schemaPath, content: readFileSync(schemaPath, "utf8") };
  const pool = new pg.Pool({ connectionString: databaseUrl });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(withCatalogTypes(pool));
    const engine = await SchemaEngine.new(
      { datamodels: [[schema.path, schema.content]] },
      () => undefined,
      adapter,
    );
    const { stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files: [schema], configDir: dirname(schemaPath) },
      to: { tag: "schemaDatamodel", files: [schema] },
      script: true,
      shadowDatabaseUrl: null,
      exitCode: null,
      filters: { externalTables: ["public._prisma_migrations"], externalEnums: [] },
    });
    engine.free();
    return (stdout ?? "").trim();
  } finally {
    await pool.end();
  }
}

async function loadEngine(): Promise<EngineModule> {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const engine = (await import(join(folder, "schema_engine_bg.js"))) as EngineModule;
  const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, "schema_engine_bg.wasm")), {
    "./schema_engine_bg.js": engine,
  });
  engine[setWasm](instance.exports);
  instance.exports["__wbindgen_start"]?.();
  return engine;
}

/**
 * The adapter refuses the type "char" of Postgres's catalogues, which the engine reads. So such columns pass through
 * the adapter as text, and get their own type when they have passed. The engine asks one question after another.
 */
function withCatalogTypes(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  const [char, text, charArray, textArray] = [18, 25, 1002, 1009];
  let isChar: boolean[] = [];
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  const asText = async (config: pg.QueryConfig): Promise<pg.QueryResult> => {
    const result = await query(config);
    isChar = result.fields.map(({ dataTypeID }) => dataTypeID === char);
    for (const field of result.fields) {
      if (field.dataTypeID === char) field.dataTypeID = text;
      if (field.dataTypeID === charArray) field.dataTypeID = textArray;
    }
    return result;
  };
  Object.assign(pool, { query: asText });
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (question) => {
      const answer = await queryRaw(question);
      const columnTypes = answer.columnTypes.map((type, i) => (isChar[i] ? ColumnTypeEnum.Character : type));
      return { ...answer, columnTypes };
    };
    return adapter;
  };
  return factory;
}
