// A yardstick for bench/SlackBench.cs: the vendor's own SDK takes signed slash commands, acknowledges them and keeps nothing. Prints its address and runs until it is stopped.
import bolt from '@slack/bolt';

const secret = process.env.CHATOPS_BENCH_SECRET ?? '8f3c1b7d20e94a6f8f3c1b7d20e94a6f'; // the bench's own
const receiver = new bolt.HTTPReceiver({ signingSecret: secret, endpoints: ['/slack/commands'], logLevel: bolt.LogLevel.ERROR });
const app = new bolt.App({ receiver, logLevel: bolt.LogLevel.ERROR, authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B0BENCH', botUserId: 'U0BOT' }) });
app.command('/investigate', async ({ ack }) => ack());

const server = await app.start({ port: Number(process.env.PORT ?? 0), host: '127.0.0.1' });
console.log(`http://127.0.0.1:${server.address().port}`);
