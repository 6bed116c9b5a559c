import { describe, expect, it } from 'vitest'
import { COMMANDS } from '@/lib/cli/image/commands'
import { VARIABLES } from '@/lib/env-variables'
import { VERSION } from '@/lib/model/version'
import { type Manifest, readKubernetes } from '@/test/deploy/manifests'
import { schemaMisfits, typeMisfits } from '@/test/deploy/misfits'

type Variable = { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string } } }

const { kustomization, files, objects } = readKubernetes()
const named = (kind: string, name: string) =>
  objects.find((each) => each.kind === kind && each.metadata.name === name) as Manifest
const PODS = [
  ['web', named('Deployment', 'veilgate-web').spec.template],
  ['worker', named('Deployment', 'veilgate-worker').spec.template],
  ['migrate', named('Job', 'veilgate-migrate').spec.template],
] as const

describe('deploy/kubernetes', () => {
  it('names each of its files to kustomize', () => {
    expect([...kustomization.resources].sort()).toEqual(files.sort())
  })

  it('is of this version', () => {
    expect(kustomization.images).toMatchObject([{ name: 'veilgate', newTag: VERSION }])
  })

  it('fits the published schemas', async () => {
    expect(objects.length).toBeGreaterThanOrEqual(15)
    expect(await schemaMisfits(objects)).toEqual([])
    expect(await typeMisfits(objects)).toEqual([])
  })

  it('would be found where it did not fit', async () => {
    const web = structuredClone(named('Deployment', 'veilgate-web'))
    web.spec.replicas = 'two'
    web.spec.template.spec.containers[0].redinessProbe = {}
    expect(await schemaMisfits([web])).toEqual([expect.stringContaining('replicas')])
    expect((await typeMisfits([web])).join()).toContain('redinessProbe')
  })

  it('has what the parts need of each other', () => {
    const claims = objects.filter(({ kind }) => kind === 'PersistentVolumeClaim')
    const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount')
    for (const [, { spec }] of PODS) {
      expect(accounts.map(({ metadata }) => metadata.name)).toContain(spec.serviceAccountName)
      for (const { persistentVolumeClaim } of spec.volumes) {
        if (!persistentVolumeClaim) continue
        expect(claims.map(({ metadata }) => metadata.name)).toContain(
          persistentVolumeClaim.claimName,
        )
      }
      const volumes = spec.volumes.map(({ name }: { name: string }) => name)
      for (const { name } of spec.containers[0].volumeMounts) expect(volumes).toContain(name)
    }
    const scaled = named('ScaledObject', 'veilgate-worker').spec
    expect(named('Deployment', scaled.scaleTargetRef.name).spec.replicas).toBeUndefined()
    expect(scaled.triggers[0].metadata.queueURL).toBe(
      named('ConfigMap', 'veilgate').data.SQS_QUEUE_URL,
    )
    expect(named('TriggerAuthentication', scaled.triggers[0].authenticationRef.name)).toBeDefined()
  })

  it('selects the pods that it means', () => {
    const labels = PODS.map(([, { metadata }]) => metadata.labels)
    const selectors = objects.flatMap(({ kind, metadata, spec }) => {
      const selector =
        spec?.podSelector?.matchLabels ?? spec?.selector?.matchLabels ?? spec?.selector
      return selector === undefined || kind === 'ServiceMonitor'
        ? []
        : [{ kind, metadata, selector }]
    })
    expect(selectors.length).toBeGreaterThanOrEqual(8)
    for (const { kind, metadata, selector } of selectors) {
      if (kind === 'NetworkPolicy' && metadata.name === 'veilgate-aws') continue
      const wanted = Object.entries(selector)
      const chosen = labels.filter((each) => wanted.every(([key, value]) => each[key] === value))
      expect([kind, metadata.name, chosen.length > 0]).toEqual([kind, metadata.name, true])
    }
  })
})

describe.each(PODS)('the pod of %s', (role, { spec }) => {
  const [container] = spec.containers

  it('is a role of the image, confined', () => {
    expect(Object.keys(COMMANDS)).toContain(container.args[0])
    expect(container.args[0]).toBe(role)
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 })
    expect(spec.automountServiceAccountToken).toBe(false)
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    expect(container.resources.limits.memory).toBeDefined()
  })

  it('is given variables that there are, and each secret by a Secret', () => {
    const variables: Record<string, { want: string; secret?: unknown }> = VARIABLES
    for (const { name, value } of (container.env ?? []) as Variable[]) {
      expect(variables[name]).toBeDefined()
      if (variables[name]?.secret) expect([name, value]).toEqual([name, undefined])
    }
  })
})

describe('the keys', () => {
  it('are readable for the group of the pod alone', () => {
    for (const [role, { spec }] of PODS.slice(0, 2)) {
      const keys = spec.volumes.find(({ name }: { name: string }) => name === 'keys')
      expect([role, keys.secret.defaultMode]).toEqual([role, 0o440])
      expect(spec.securityContext.fsGroup).toBe(1000)
    }
  })

  it('are given to a worker without the private one', () => {
    const { volumes, containers } = named('Deployment', 'veilgate-worker').spec.template.spec
    const { items } = volumes.find(({ name }: { name: string }) => name === 'keys').secret
    expect(items.map(({ key }: { key: string }) => key)).toEqual([
      'token.key.json',
      'vault.pub.json',
    ])
    expect(JSON.stringify(containers)).not.toMatch(/PRIVATE|REVEAL/)
  })
})

describe('the probes', () => {
  it('start a console again by whether it lives, and send people to it by whether it is ready', () => {
    const [{ livenessProbe, readinessProbe }] = PODS[0][1].spec.containers
    expect(livenessProbe.httpGet.path).toBe('/api/health/live')
    expect(readinessProbe.httpGet.path).toBe('/api/health/ready')
    expect(PODS[1][1].spec.containers[0].livenessProbe.httpGet.path).toBe('/api/health/live')
  })
})
