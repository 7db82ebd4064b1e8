CREATE TABLE IF NOT EXISTS monitor_session (
    session_key VARCHAR(1000) NOT NULL PRIMARY KEY,
    payload BINARY VARYING,
    generation BIGINT NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    claim_token VARCHAR(36),
    claim_until TIMESTAMP WITH TIME ZONE
);

CREATE INDEX IF NOT EXISTS monitor_session_expires_at ON monitor_session (expires_at);
