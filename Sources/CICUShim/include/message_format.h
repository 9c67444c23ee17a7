/* MessageFormat: filled by message_format.cpp. */
