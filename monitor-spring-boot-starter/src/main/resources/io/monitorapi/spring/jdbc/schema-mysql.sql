CREATE TABLE IF NOT EXISTS monitor_session (
    session_key VARCHAR(1000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,
    payload MEDIUMBLOB,
    generation BIGINT NOT NULL,
    expires_at DATETIME(6) NOT NULL,
    claim_token VARCHAR(36) CHARACTER SET ascii COLLATE ascii_bin,
    claim_until DATETIME(6),
    INDEX monitor_session_expires_at (expires_at)
);
