/**
 * The process beside the one that is measured: it is AWS, and the web. Started by `outside.ts`, to
 * which it answers each message with one.
 */
import { startServices } from '../../local/services/start-services.ts';
import { startWeb } from '../../local/web/loopback-web.ts';
import { newsWeb } from '../load/news-web.ts';
import { madeFeeds } from './made-feeds.ts';
import { madeWeb } from './made-web.ts';
import type { Begun, MadeSite, Told } from './outside.ts';

function siteOf(made: MadeSite) {
  if ('feeds' in made) return madeFeeds(made.feeds);
  return 'news' in made ? newsWeb(made.news) : madeWeb(made.articles);
}

const site = siteOf(JSON.parse(process.argv[2] ?? '') as MadeSite);
let now = 0;
const services = await startServices({ clock: () => new Date(now) });
const web = await startWeb({ hosts: new Set(), lookup: () => undefined });

process.on('disconnect', () => process.exit());
process.on('message', (told: Told) => {
  if (told.kind === 'stop') void stop();
  else {
    now = told.now;
    web.serve(site.at(now));
    process.send?.({});
  }
});

async function stop(): Promise<void> {
  await web.close();
  await services.stop();
  process.disconnect();
}

const { names, queueUrls, environment } = services;
const { hosts, feeds } = site.at(0);
process.send?.({
  ...{ names, queueUrls, environment, feeds, hosts: [...hosts] },
  ports: {
    http: web.portOf(new URL('http://any.example/')),
    https: web.portOf(new URL('https://any.example/')),
  },
} satisfies Begun);
