"""The open interface: released tables for programs, read only, without signing in (OpenAPI at `/api/v1/openapi.json`)."""
