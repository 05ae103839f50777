-- One database for each owner; run once, when the volume is new.
CREATE DATABASE template_service;
CREATE DATABASE build_service;
CREATE DATABASE scheduler_service;
CREATE DATABASE gateway;
CREATE DATABASE event_reactor;
CREATE DATABASE registry;
