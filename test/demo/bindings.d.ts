declare namespace Cloudflare {
  interface GlobalProps {
    mainModule: typeof import('../../demo/cloud-api/index.ts');
  }
}
