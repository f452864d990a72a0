/** A call that hands a message to a broker, or a job to a queue. */
export interface Publisher {
  readonly library: string;
  readonly made: RegExp;
  /** `event`: whoever is interested reads it. `job`: one worker of the same system does it. */
  readonly kind: "event" | "job";
  /** The arguments, or members of them, that hold where it goes and what is sent. */
  readonly destination: Part;
  readonly payload: Part;
  /** A command object says what the call does: `client.send(new PublishCommand({ … }))`. */
  readonly command?: RegExp;
}

export interface Part {
  readonly argument: number;
  readonly members?: readonly string[];
}

/** A call that is given what is to be done with each message. */
export interface Consumer {
  readonly library: string;
  readonly made: RegExp;
  readonly destination: Part | null;
  readonly handler: Part;
  readonly options?: number;
}

const channel = String.raw`(?:amqplib\.connect\(\)\.create(?:Confirm)?Channel|amqplib\.(?:Confirm)?Channel|amqp-connection-manager\.connect\(\)\.createChannel|amqp-connection-manager\.ChannelWrapper)\(\)`;
const nats = String.raw`(?:nats|@nats-io\/(?:transport-node|nats-core))\.(?:connect\(\)|NatsConnection\(\))`;
const redis = String.raw`(?:ioredis(?:\.(?:default|Redis|Cluster))?\(\)|redis\.createClient\(\))`;
const bull = String.raw`(?:bullmq\.Queue|bull(?:\.(?:default|Queue))?)\(\)`;
const boss = String.raw`pg-boss(?:\.(?:default|PgBoss))?\(\)`;
const made = (head: string, tail: string) => new RegExp(`^${head}\\.${tail}$`);

/** By the documentation of each package. */
export const PUBLISHERS: readonly Publisher[] = [
  {
    library: "kafkajs",
    made: made(String.raw`kafkajs\.(?:Kafka\(\)\.producer|Producer)\(\)`, "send"),
    kind: "event",
    destination: { argument: 0, members: ["topic"] },
    payload: { argument: 0, members: ["messages"] },
  },
  {
    library: "amqplib",
    made: made(channel, "publish"),
    kind: "event",
    destination: { argument: 0 },
    payload: { argument: 2 },
  },
  {
    library: "amqplib",
    made: made(channel, "sendToQueue"),
    kind: "event",
    destination: { argument: 0 },
    payload: { argument: 1 },
  },
  {
    library: "nats",
    made: made(nats, String.raw`(?:jetstream\(\)\.)?publish`),
    kind: "event",
    destination: { argument: 0 },
    payload: { argument: 1 },
  },
  {
    library: "@nestjs/microservices",
    made: made(String.raw`@nestjs\/microservices\.Client(?:Proxy|Kafka|RMQ|Nats|Redis)\(\)`, "emit"),
    kind: "event",
    destination: { argument: 0 },
    payload: { argument: 1 },
  },
  {
    library: "Redis",
    made: made(redis, "(?:publish|xadd|xAdd)"),
    kind: "event",
    destination: { argument: 0 },
    payload: { argument: 1 },
  },
  {
    library: "@google-cloud/pubsub",
    made: made(String.raw`@google-cloud\/pubsub\.(?:PubSub\(\)\.topic|Topic)\(\)`, "publish(?:Message|JSON)?"),
    kind: "event",
    destination: { argument: -1 },
    payload: { argument: 0 },
  },
  {
    library: "AWS SDK",
    made: made(String.raw`@aws-sdk\/client-(?:sns|sqs|eventbridge|kinesis)\.\w+\(\)`, "send"),
    kind: "event",
    command: /\.(?:Publish|PublishBatch|SendMessage|SendMessageBatch|PutEvents|PutRecords?)Command$/,
    destination: { argument: 0, members: ["TopicArn", "QueueUrl", "Entries", "StreamName"] },
    payload: { argument: 0, members: ["Message", "MessageBody", "Detail", "Data"] },
  },
  {
    library: "bull",
    made: made(bull, "(?:add|addBulk)"),
    kind: "job",
    destination: { argument: 0 },
    payload: { argument: 1 },
  },
  {
    library: "pg-boss",
    made: made(boss, "(?:send|sendAfter|sendOnce|publish)"),
    kind: "job",
    destination: { argument: 0 },
    payload: { argument: 1 },
  },
];

export const CONSUMERS: readonly Consumer[] = [
  {
    library: "kafkajs",
    made: made(String.raw`kafkajs\.(?:Kafka\(\)\.consumer|Consumer)\(\)`, "run"),
    destination: null,
    handler: { argument: 0, members: ["eachMessage", "eachBatch"] },
    options: 0,
  },
  {
    library: "amqplib",
    made: made(channel, "consume"),
    destination: { argument: 0 },
    handler: { argument: 1 },
    options: 2,
  },
  {
    library: "bullmq",
    made: /^bullmq\.Worker$/,
    destination: { argument: 0 },
    handler: { argument: 1 },
    options: 2,
  },
  { library: "bull", made: made(bull, "process"), destination: null, handler: { argument: -1 } },
  {
    library: "sqs-consumer",
    made: /^sqs-consumer\.Consumer(?:\.create)?$/,
    destination: { argument: 0, members: ["queueUrl"] },
    handler: { argument: 0, members: ["handleMessage", "handleMessageBatch"] },
    options: 0,
  },
  {
    library: "@google-cloud/pubsub",
    made: made(String.raw`@google-cloud\/pubsub\.(?:PubSub\(\)\.subscription|Subscription)\(\)`, "on"),
    destination: null,
    handler: { argument: 1 },
  },
  { library: "pg-boss", made: made(boss, "work"), destination: { argument: 0 }, handler: { argument: -1 } },
  {
    library: "nats",
    made: made(nats, "subscribe"),
    destination: { argument: 0 },
    handler: { argument: 1, members: ["callback"] },
    options: 1,
  },
];

/** Decorators that make a method the handler of messages. */
export const CONSUMING_DECORATORS =
  /^(?:@nestjs\/microservices\.(?:EventPattern|MessagePattern)|@nestjs\/bull\.Process|@golevelup\/nestjs-rabbitmq\.RabbitSubscribe|@ssut\/nestjs-sqs\.SqsMessageHandler)$/;
