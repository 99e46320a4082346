/** The provider behind a host name, `Stripe` for `api.stripe.com`; undefined for hosts that are not known. */
export function outsideService(host: string): string | undefined {
  const lower = host.toLowerCase();
  return domains.find(([domain]) => lower === domain || lower.endsWith(`.${domain}`))?.[1];
}

/** The provider that a variable holds credentials of: `STRIPE_SECRET_KEY`. */
export function outsideServiceOfKey(key: string): string | undefined {
  const upper = key.toUpperCase();
  if (
    !/_(?:API_?KEY|KEY|SECRET|SECRET_KEY|TOKEN|AUTH_TOKEN|ACCOUNT_SID|DSN|WEBHOOK(?:_URL|_SECRET)?|CLIENT_SECRET|PASSWORD)$/.test(
      upper,
    )
  ) {
    return undefined;
  }
  return prefixes.find(([prefix]) => upper.startsWith(prefix) || upper.includes(`_${prefix}`))?.[1];
}

/** Providers that only the internet has; those that people also run themselves are left out. */
const domains: readonly (readonly [string, string])[] = [
  ['stripe.com', 'Stripe'],
  ['paypal.com', 'PayPal'],
  ['braintreegateway.com', 'Braintree'],
  ['adyen.com', 'Adyen'],
  ['squareup.com', 'Square'],
  ['mollie.com', 'Mollie'],
  ['klarna.com', 'Klarna'],
  ['razorpay.com', 'Razorpay'],
  ['sendgrid.net', 'SendGrid'],
  ['sendgrid.com', 'SendGrid'],
  ['mailgun.org', 'Mailgun'],
  ['mailgun.net', 'Mailgun'],
  ['mailjet.com', 'Mailjet'],
  ['mandrillapp.com', 'Mandrill'],
  ['postmarkapp.com', 'Postmark'],
  ['smtp.gmail.com', 'Gmail'],
  ['smtp.office365.com', 'Microsoft 365'],
  ['twilio.com', 'Twilio'],
  ['slack.com', 'Slack'],
  ['discord.com', 'Discord'],
  ['api.telegram.org', 'Telegram'],
  ['api.openai.com', 'OpenAI'],
  ['api.anthropic.com', 'Anthropic'],
  ['amazonaws.com', 'AWS'],
  ['googleapis.com', 'Google'],
  ['login.microsoftonline.com', 'Microsoft Entra'],
  ['windows.net', 'Azure'],
  ['azure.com', 'Azure'],
  ['api.github.com', 'GitHub'],
  ['cloudflare.com', 'Cloudflare'],
  ['auth0.com', 'Auth0'],
  ['okta.com', 'Okta'],
  ['datadoghq.com', 'Datadog'],
  ['datadoghq.eu', 'Datadog'],
  ['newrelic.com', 'New Relic'],
  ['algolia.net', 'Algolia'],
  ['maxmind.com', 'MaxMind'],
];

const prefixes: readonly (readonly [string, string])[] = [
  ['STRIPE_', 'Stripe'],
  ['PAYPAL_', 'PayPal'],
  ['BRAINTREE_', 'Braintree'],
  ['ADYEN_', 'Adyen'],
  ['MOLLIE_', 'Mollie'],
  ['KLARNA_', 'Klarna'],
  ['RAZORPAY_', 'Razorpay'],
  ['SENDGRID_', 'SendGrid'],
  ['MAILGUN_', 'Mailgun'],
  ['MAILJET_', 'Mailjet'],
  ['POSTMARK_', 'Postmark'],
  ['TWILIO_', 'Twilio'],
  ['SLACK_', 'Slack'],
  ['OPENAI_', 'OpenAI'],
  ['ANTHROPIC_', 'Anthropic'],
  ['AUTH0_', 'Auth0'],
  ['OKTA_', 'Okta'],
  ['DATADOG_', 'Datadog'],
  ['NEW_RELIC_', 'New Relic'],
  ['ALGOLIA_', 'Algolia'],
];
