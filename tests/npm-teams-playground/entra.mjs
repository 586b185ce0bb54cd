// An Entra ID for one app registration: a token for its secret, and the keys that prove it. HTTPS, for both MSAL libraries refuse anything else.
import { execFileSync } from 'node:child_process';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';

/** The Playground knows no other login, so this is what the certificate is for. here.cjs leads that name to this machine. */
const vendor = 'login.microsoftonline.com';

const encode = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** Listens on port 443, which belongs to nobody else in a network namespace of one's own. */
export const startEntra = async (folder, app) => {
  const [certificate, secretKey] = [join(folder, 'entra.pem'), join(folder, 'entra.key')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=Entra of the tests', '-keyout', secretKey, '-out', certificate,
    '-addext', `subjectAltName=DNS:${vendor},DNS:localhost`], { stdio: 'ignore' });
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig' }] };
  const asked = [];

  const issue = (audience) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { aud: audience, iss: `https://sts.windows.net/${app.tenant}/`, iat: now, nbf: now, exp: now + 3600, appid: app.id, tid: app.tenant, ver: '1.0' };
    const words = `${encode({ typ: 'JWT', alg: 'RS256', kid: 'one' })}.${encode(claims)}`;
    return `${words}.${createSign('RSA-SHA256').update(words).sign(privateKey, 'base64url')}`;
  };

  const token = (form) => {
    if (form.get('client_id') !== app.id || form.get('client_secret') !== app.secret) return [401, { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid client secret provided.' }];
    const scope = form.get('scope').split(' ').find((one) => one.endsWith('/.default'));
    asked.push(scope);
    return [200, { token_type: 'Bearer', expires_in: 3600, ext_expires_in: 3600, access_token: issue(scope.slice(0, -'/.default'.length)) }];
  };

  const answer = (path, host, form) => {
    const base = `https://${host}/${app.tenant}`;
    if (path.endsWith('/token')) return token(form);
    if (path.endsWith('/keys')) return [200, keys];
    if (path.endsWith('openid-configuration')) return [200, { issuer: `${base}/v2.0`, token_endpoint: `${base}/oauth2/v2.0/token`, authorization_endpoint: `${base}/oauth2/v2.0/authorize`, jwks_uri: `${base}/discovery/v2.0/keys` }];
    if (path.endsWith('/discovery/instance')) return [200, { tenant_discovery_endpoint: `${base}/v2.0/.well-known/openid-configuration`, 'api-version': '1.1', metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }] }];
    return [404, {}];
  };

  const server = createServer({ cert: readFileSync(certificate), key: readFileSync(secretKey) }, async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const [status, json] = answer(new URL(request.url, 'https://any').pathname, request.headers.host, new URLSearchParams(body));
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(443, '127.0.0.1', resolve));
  return { certificate, asked, issue, stop: () => server.close() };
};
