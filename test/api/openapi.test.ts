import { describe, expect, test } from '@jest/globals';
import { declaredEndpoints, openApiDocument } from '../../api/openapi.ts';

describe('the OpenAPI document', () => {
  const endpoints = declaredEndpoints();
  const document = openApiDocument('1');

  test('has every declared endpoint, with its parameters and its refusals', () => {
    expect(endpoints.length).toBeGreaterThan(30);
    for (const { endpoint } of endpoints) {
      const path = `/api/v1${endpoint.path.replace(/:(\w+)/g, '{$1}')}`;
      const operation = document.paths?.[path]?.[endpoint.method];
      const parameters = (operation?.parameters ?? []).map((one) =>
        'name' in one ? one.name : '',
      );
      const wanted = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
      expect([path, Object.keys(operation?.responses ?? {})]).toEqual([
        path,
        expect.arrayContaining([String(endpoint.status), '422']),
      ]);
      expect(parameters).toEqual(expect.arrayContaining(wanted));
    }
  });

  test('asks for a session wherever one is needed', () => {
    expect(document.paths?.['/api/v1/tasks']?.get?.security).toEqual([{ session: [] }]);
    expect(document.paths?.['/api/v1/register']?.get?.security).toEqual([]);
  });

  test('no two endpoints have the same place', () => {
    const places = endpoints.map(({ endpoint: { method, path } }) => `${method} ${path}`);

    expect(new Set(places).size).toBe(places.length);
  });
});
