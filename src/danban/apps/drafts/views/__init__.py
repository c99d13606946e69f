"""The pages of a dossier: the portal's and the officers'."""
