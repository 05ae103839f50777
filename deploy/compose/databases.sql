-- One database for each owner; those that are there stay as they are.
SELECT 'CREATE DATABASE template_service' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'template_service') \gexec
SELECT 'CREATE DATABASE build_service' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'build_service') \gexec
SELECT 'CREATE DATABASE scheduler_service' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'scheduler_service') \gexec
SELECT 'CREATE DATABASE gateway' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'gateway') \gexec
SELECT 'CREATE DATABASE event_reactor' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'event_reactor') \gexec
SELECT 'CREATE DATABASE registry' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'registry') \gexec
