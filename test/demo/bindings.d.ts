declare namespace Cloudflare {
  interface Env {
    CLOUD_API: DurableObjectNamespace<import('../../demo/cloud-api/index.ts').CloudApi>;
  }
  interface GlobalProps {
    mainModule: typeof import('../../demo/cloud-api/index.ts');
  }
}
