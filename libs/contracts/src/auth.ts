import { z } from 'zod';
import { admins, anyRole, Id, route } from './route.js';
import { Role } from './words.js';

export const User = z.object({ id: Id, name: z.string(), email: z.string(), role: Role });
export type User = z.infer<typeof User>;

export const authRoutes = {
  login: route({
    method: 'POST',
    path: '/auth/login',
    summary: 'Sign in; sets an http-only session cookie',
    access: 'public',
    body: z.object({ email: z.string().min(1).max(200), password: z.string().min(1).max(200) }),
    response: z.object({ user: User }),
    problems: ['wrong-credentials', 'too-many-attempts'],
  }),
  logout: route({ method: 'POST', path: '/auth/logout', summary: 'Sign out', access: anyRole, status: 204 }),
  session: route({
    method: 'GET',
    path: '/auth/session',
    summary: 'Who is signed in',
    access: anyRole,
    response: z.object({ user: User }),
  }),
  createApiKey: route({
    method: 'POST',
    path: '/api-keys',
    summary: 'Makes a key for a machine; it is answered once and never again',
    access: admins,
    status: 201,
    body: z.object({ name: z.string().trim().min(1).max(100), role: Role }),
    response: z.object({ key: z.string() }),
  }),
};
