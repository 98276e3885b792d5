"""« Actualités Immo »: `feed` fetches what others wrote, `memory` says what it was given."""
