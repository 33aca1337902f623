"""Which webhooks and deliveries are meant?"""
