"""What is done about webhooks, by people and by the clock?"""
